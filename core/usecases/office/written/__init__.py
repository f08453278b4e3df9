"""Facts from what people have typed, field by field: on a form of the office or in the cells of a spreadsheet."""
