"""Rules for names: tables (lexicons, heads, words, patterns), and a module for each family that needs more than a table."""
