"""What comes in from the field: findings, records, complaints, spreadsheets."""
