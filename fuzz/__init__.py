"""Hostile files, what must hold of every reading, and the fuzzer that looks for what does not."""
