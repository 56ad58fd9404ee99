"""The workshop of exchange: rosters, what goes out, what comes in, receipts, carriers."""
