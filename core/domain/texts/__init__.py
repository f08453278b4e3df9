"""The catalogue of sentences for people, in Spanish and English: what went wrong, and what the checks have found."""
