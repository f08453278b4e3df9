"""The databases that a server must behave the same on. Tests share one throw-away PostgreSQL a run, and each has an
empty database in it.

A computer without PostgreSQL fails these tests with a sentence that says what to install; they are never
skipped, because half of the promises about money are only kept if the server's database keeps them.
"""

ENGINES = ("sqlite", "postgresql")
