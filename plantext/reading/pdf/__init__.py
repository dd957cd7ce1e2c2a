"""PDF files, read from the geometry of their pages."""
