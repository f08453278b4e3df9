"""A season from above: the overview, the land, months and the figures of the day."""
