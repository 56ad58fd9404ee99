"""The widget kit: what every screen is made from; no screens, no words of its own."""
