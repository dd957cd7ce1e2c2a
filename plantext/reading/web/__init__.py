"""The parts of an HTML page: what it shows, its blocks, its notes."""
