"""What objects look like in a notebook; all HTML of the package but the explorer's page is built here."""
