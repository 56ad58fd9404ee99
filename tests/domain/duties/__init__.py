"""Obligations: the worked year's dates and states, and what must hold for any day, rule and step."""
