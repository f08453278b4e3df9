"""The tablet's own widgets. They are dumb: properties in, meaningful events out; no text, no data, no running app."""
