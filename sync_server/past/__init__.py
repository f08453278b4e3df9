"""Whether the database still holds what this server has signed: looked at while it runs, and marked beside it."""
