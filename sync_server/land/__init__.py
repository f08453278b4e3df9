"""The land as the office draws it: what is shown of it, what files bring, and what may be stated."""
