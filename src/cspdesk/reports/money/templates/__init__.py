"""Templates: an organisation's own Word and Excel layouts of a report, with fields from a closed list.

    fields      which fields a definition offers, and their values in a report
    wording     ``{{ field }}`` in a text: found, held against the list, put in
    starting    a template with every field, for staff to change
    opening     a template from outside: bounded, without macros or links
    word        a Word template filled
    sheet       an Excel template filled; moved keeps its formulas' addresses, growing its pages and widths
    filled      a template with the figures of a report

Nothing in a template is run: a field is a name of the list, a row of a table that holds fields of one
list is there as often as the list has rows, and that is all.
"""
