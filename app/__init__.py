"""The tablet app: screens over the use cases, in plain Kivy, with its own theme."""
