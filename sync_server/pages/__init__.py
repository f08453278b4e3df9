"""What people of the office read in a browser: one file a noun, plain HTML that works without scripts and prints well."""
