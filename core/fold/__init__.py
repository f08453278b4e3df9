"""From the log to what is true now: pure rules over the log, and plain writes of rows.

Every row here is a projection: it has a version, can be thrown away, and a rebuild gives the same rows as going
record by record. Never migrate these rows and never write them from anywhere else.
"""

FOLD_VERSION = 20
"""Raised whenever the rules or rows below change; a store that was folded by another version is rebuilt."""
