"""Turns of speech in minutes: who speaks, from where to where, and what nobody says."""
