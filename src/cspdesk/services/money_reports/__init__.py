"""Reports of money out of a desk's records.

    making      MoneyReports: what can be asked, the report and its document
    facts       what reports tell beside the ledger; parties, papers and cells read it
    filed       reports that were filed, as their records keep them

``services.filing`` files one and shows that it is unchanged.
"""
