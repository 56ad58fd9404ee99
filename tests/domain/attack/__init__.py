"""What somebody could learn from everything that was printed: worlds, an attacker, and families of releases.

``python -m tests.domain.attack --worlds 100`` runs the whole attack and prints the table of the decision
record; the tests run a few worlds of each family.
"""
