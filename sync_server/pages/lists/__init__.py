"""What a programme is made up of, and the forms it is entered and corrected on."""
