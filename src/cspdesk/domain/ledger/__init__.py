"""The ledger: documents in, postings and figures out; whole numbers, no clock, no database.

    ledger          ledger(documents, rates, closings, agreements, accounts) -> Ledger
    documents       what every document has; each kind stands beside its rule:
                    receipts, expenses, transfers, payments, sub_grants, goods, indirect, openings,
                    contracts, mirrors
    agreements, accounts, rates, names
                    what documents name
    closing, timeline, order
                    which version of a document counts when, and what comes after what
    valuing, lots, splits
                    what an amount is worth, what is drawn from where, who bears how much
    postings, rollup
                    what comes out, and its sums by month
    makings, pieces, entries
                    how a value came about: lots drawn, rates used, in pieces that add up to it
    balances, statements, budgets, charges, sf425, ministry
                    figures: sums over postings and nothing else; what an entry that came late moved
    invariants, signing
                    what must hold, as named faults; what a closing keeps, and what stands in its way

docs/ledger.md describes it; docs/decisions/0030-ledger.md says why it is so.
"""
