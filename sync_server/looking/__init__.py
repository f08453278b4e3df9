"""What is worked out of one look at the database for several ways out: a page, a file, a paper."""
