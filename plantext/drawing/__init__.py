"""Figures fit to print; the only matplotlib import."""
