"""Obligations: which duties a rule opens, when they fall due, when to act, and what is proven.

A rule of law is dated data that a person confirms; nothing here knows a number of days.  Everything is
a function of what is handed in, so that two desks with the same records show the same duties.

    rule      what opens a duty, when it falls due, and which of that is confirmed
    shipped   the rules and fixed holidays that come with the program, as data
    due       the grammar of due dates
    workdays  working days, and the last one on which to act
    opening   what happened, and which obligations that opens
    notice    the states of a notice of funds, out of its steps
    filing    the states of every other obligation
    urgency   how pressing it is, and whom it reaches
    spending  what was charged before its money was registered
"""
