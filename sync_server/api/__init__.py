"""What programs may ask under /api/v1, by a token: the same answers as the pages give, as JSON."""
