"""Views with plain names in the server's SQLite file, for whoever opens it beside the program."""
