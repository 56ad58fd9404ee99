"""Workloads measured side by side with peers; ``python benchmarks/run.py`` prints the table."""
