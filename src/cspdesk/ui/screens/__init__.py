"""The screens of the desk: each builds widgets and copies a presenter's state into them."""
