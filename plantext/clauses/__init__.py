"""Statements: who does what, with whom, by when, from GiNZA's dependency parse; and the stance of speakers."""
