"""Reports of money out of a desk's records.

    making      MoneyReports: what can be asked, the report and its document
    facts       what reports tell beside the ledger; parties, papers and cells read it
    attended    who came and who was given goods, as readers outside are told: frozen once
    filed       reports that were filed, as their records keep them

``services.filing`` files one and shows that it is unchanged.
"""
