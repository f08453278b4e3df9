"""What people of the office read in a browser: one file a noun, plain HTML without scripts that prints well."""
