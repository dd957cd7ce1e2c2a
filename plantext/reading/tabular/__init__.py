"""Tables of texts: workbooks, CSV, JSON and XML read row by row into documents."""
