"""The reports of this program, as data: one module each.

Forms of authorities that nobody has seen filled are rebuilt from what law and practice ask for; a new
version follows when a form comes back.
"""
