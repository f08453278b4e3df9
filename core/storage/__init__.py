"""Where a programme's log, side rows and projections are kept: SQLite on a tablet, SQLite or PostgreSQL on the
server.

This is the only place that knows SQLAlchemy. Rows of the fold get their tables from their classes, and sums
of them are kept beside (`balances`, `open_days`); all other tables are made by migrations and described in `tables`.
"""
