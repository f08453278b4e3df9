"""What tablets ask for: one file a noun, JSON or the bytes of the conversation."""
