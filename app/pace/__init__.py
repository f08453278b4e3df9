"""How the tablet stays quick: what is made ready beforehand, what is kept, when it collects and when it rests."""
