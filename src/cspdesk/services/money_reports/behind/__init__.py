"""What a report's figures are made of: documents and records, or other figures, that add up to each.

figure      FiguresBehind: a figure of a report by its key, with its rows
rows        Row, and the ledger's lines as rows
measures    what each measure adds up, row by row
federal     the lines of the federal report, by their formulas
listings    what the cells of listed rows come from
plans       what a forecast expects
"""
