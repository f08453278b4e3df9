"""What people of the office read in a browser: a room for what belongs together, one file a noun, plain HTML without
scripts that prints well.
"""
