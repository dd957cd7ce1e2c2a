"""What the site needs beside Sphinx: generated tables, formulas that need no network, two languages, the link check."""
