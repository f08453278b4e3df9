"""What the office does: it opens a programme, states facts, pays, judges, and lets tablets work for committees."""
