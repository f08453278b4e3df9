"""The tables of a package: what a table is, and every one of them by what it is about."""
