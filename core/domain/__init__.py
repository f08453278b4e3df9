"""The rules of the programme as frozen values and pure functions, on the standard library alone.

Nothing here reads a clock, a file or a database; whatever a rule needs is handed to it.
"""
