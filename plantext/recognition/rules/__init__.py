"""Families of names: patterns, and the words and heads that they are made of."""
