"""What tests use of PostgreSQL: one throw-away server for a run, one empty database for a test.

A computer without PostgreSQL fails these tests with a sentence that says what to install; they are never
skipped, because half of the promises about money are only kept if the server's database keeps them.
"""

from tools.postgres import PostgresMissingError, fresh_database, throwaway_server

__all__ = ["PostgresMissingError", "fresh_database", "throwaway_server"]
