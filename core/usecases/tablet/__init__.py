"""What a technician does on a tablet, without a network: records, corrections, payments, and signing in."""
