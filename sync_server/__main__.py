"""Lets `python -m sync_server` do what the command `planton-server` does."""

import sys

from sync_server.command import main

if __name__ == "__main__":
    sys.exit(main())
