"""Migrations of the tables that are not made from the log: one line for tablets, one for the server.

`core.storage.upgrade` runs them at start. The packager may ship them compiled only, so nothing here relies on source
files.
"""
