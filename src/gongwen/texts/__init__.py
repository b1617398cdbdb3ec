"""Whole texts that stand outside the repository: where they come from, and the laws among them as data."""
