"""The conversation between a tablet and the server: one request carries both directions, and can be repeated safely.

Both ends of each stage stand in one file. Nothing here knows a screen, a web framework or a database.
"""
