"""A server that was put back to an earlier state: how tablets learn of it, and give back what it has lost."""
