"""The subcommands of `planton-server` for the office's work: one module for each part of it, each registering its own.

They read what was typed, call the use cases, and print. No rule stands here.
"""
