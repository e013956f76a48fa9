"""Which words tell that somebody speaks, and the statements they stand in."""
