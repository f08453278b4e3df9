"""A tablet of its own to practise with: its file, its desk, its frame. Nothing in it reaches anybody."""
