"""The conversation between a tablet and the server: one request carries both directions, and can be repeated safely.

From the bottom up: `wire` makes bytes of messages, `trust` knows whom to believe, `stages` are what a turn carries,
`restore` is for servers that were put back, `turns` the turn itself. `photos` have a lane of their own, `letting_in`
lets tablets in, and `carried` says it all in files. Nothing here knows a screen, a web framework or a database.
"""
