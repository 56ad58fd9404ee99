"""Open data on aid: the organisation's activities and itself by the IATI standard, version 2.03.

    facts          what the ledger does not know: who publishes, and the words of each agreement
    transactions   an agreement's money as IATI counts it, out of the ledger
    budgets        what was promised by year, and what is still to come
    activity       one agreement as an ``iati-activity``
    organisation   the organisation's own file
    lacks          what the standard demands and is not filled in
    publishing     the files for one circle of readers, both out of one query
    codes          the codes of the standard's lists that are used here
    markup         elements, their texts and their bytes

docs/decisions/0031-iati.md says why it is so.
"""
