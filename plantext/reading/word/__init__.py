"""The parts of a Word file: package, styles, body, notes."""
