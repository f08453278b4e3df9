"""What a transaction keeps: the log with its feed and tree, side rows, and what a machine has of its own."""
