"""The office's server: the other end of the tablets' conversation, and the pages that the office reads.

It knows the core and never the tablet's app. `bootstrap` is the only place where concrete things are put together.
"""
