"""What the checks ask about a record, answered from the rows of the fold and the side rows of this machine."""
