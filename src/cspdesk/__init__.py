"""CSP Desk: the offline-first desk of a civil society organisation."""

__version__ = "0.1.0"
