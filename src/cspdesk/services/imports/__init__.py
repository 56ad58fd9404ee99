"""What an import is made of: columns that are understood, rows that become records, problems told by cell."""
