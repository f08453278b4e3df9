"""What a package and a check on the ground have for people: the report, the workbook and the form of a sample."""
