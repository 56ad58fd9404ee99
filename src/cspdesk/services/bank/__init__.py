"""Bank statements: read from a bank's file, matched with documents, reconciled with the books."""
