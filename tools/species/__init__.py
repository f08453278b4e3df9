"""The drawings of the species, and the program that makes the app's pictures of them."""
