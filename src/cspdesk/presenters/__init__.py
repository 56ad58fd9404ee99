"""Screens without glass: state as plain attributes, commands as methods, one "look again"; no Qt."""
