"""The subcommands of `planton-server` about money: one module for each part of the work, each registering its own.

They read what was typed, call the use cases that the pages call as well, and print. No rule stands here.
"""
