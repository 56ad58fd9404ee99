"""Languages: catalogues, formats of dates and numbers, order of letters, and names of places."""
