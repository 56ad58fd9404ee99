"""The verbs that a person would use: plain values in, plain values out, nothing of the database."""
