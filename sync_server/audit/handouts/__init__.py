"""Papers for those whom the records are about: what an assembly is shown, and what one person takes home."""
