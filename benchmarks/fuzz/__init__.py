"""Mutated knowledge files, read one by one and dropped into a folder that is being asked about."""
