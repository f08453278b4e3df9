"""The conversation in files that somebody carries, where there is no network."""
