"""Whom one believes, and what was signed: keys, checkpoints, seals, and what is done where two histories differ."""
