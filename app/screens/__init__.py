"""The places of the app, each a folder: what it shows (a presenter without Kivy) and how it looks (a view)."""
