"""Spreadsheets in: what people send is read here into rows of texts, with every trouble named by its cell."""
