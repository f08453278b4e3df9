"""How many may come at once: threads, one transaction for what comes together, brakes, and who was here lately."""
