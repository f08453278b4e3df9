"""Pay sheets, payouts, cash and funds."""
