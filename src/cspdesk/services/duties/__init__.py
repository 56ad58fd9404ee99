"""Obligations of an organisation: opened by rules out of its records, prepared, filed, proven, dismissed.

law        the rules and holidays of this desk: shipped ones under the organisation's own
happened   what in the records opens duties
held       obligations about which something was done, as records
views      an obligation as a door shows it
register   all of them, and the verbs
forms      which report is whose form, and which were filed
early      what was spent before it was registered
evidence   everything about one of them in one folder
reminders  the calendar file
"""
