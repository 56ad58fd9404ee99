"""Reports on money: definitions as data, figures out of the ledger, documents for every writer.

    facts           what the ledger lacks: names, words, payees, notices, counts; filled by services
    definition      what a report is: parts, lines, columns, what must tie, and how it is laid out
    scope           one report to make: ledger, facts, period, agreement; and an addend of a figure
    measures        what can be measured, by name: addends with what they can be told apart by
    listings        rows that are listed one by one, by name
    details         labelled particulars and texts, by name
    tests           what must hold before filing and is no sum, by name
    figures, report a definition with its figures: lines, rows, gaps, checks
    paper           the same as a document
    shipped         the definitions of this program, one module each

A report adds up figures of ``domain.ledger`` and computes none of its own.
"""
