"""Messages as bytes: the two protocols, and what they are made of. Nothing here trusts anybody or keeps anything."""
