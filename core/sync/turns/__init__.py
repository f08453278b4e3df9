"""The turn itself: what a tablet asks and keeps, what the server answers, and the loop until both have everything."""
