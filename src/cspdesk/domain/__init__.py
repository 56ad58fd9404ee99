"""What the records mean, in plain Python: no files, no database, no clock, no translation."""
