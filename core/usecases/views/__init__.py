"""What a person looks at, as plain values, and the questions that give them; storage answers these."""
