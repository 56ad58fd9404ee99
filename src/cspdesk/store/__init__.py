"""The keeper of the desk: its folder, its keys, its rows, its journal, its backups."""
