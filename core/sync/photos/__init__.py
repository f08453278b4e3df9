"""Photos on their way to the office, in a lane of their own that speaks tus 1.0."""
