"""Records in words: what they say, what they are called, what changed in them, and what speaks for a finding."""
