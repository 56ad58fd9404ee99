"""The ledger: the worked year to the last unit, and what must hold for any documents."""
