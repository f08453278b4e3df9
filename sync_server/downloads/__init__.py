"""Every list of the pages as a file: its columns are said once, and CSV, XLSX, JSON and GeoJSON follow from them."""
