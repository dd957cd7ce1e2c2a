"""Text exported from printed pages with its layout, as ``pdftotext -layout`` writes it."""
