"""Who comes in: people with their accounts, programs with their tokens, tablets with their codes."""
