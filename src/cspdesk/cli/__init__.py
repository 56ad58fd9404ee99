"""The door for scripts, couriers and help at a distance: the same services as the window, as commands."""
