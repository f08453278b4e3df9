"""What nobody may save, told beforehand to whoever types. What arrives by sync is never refused by it."""
