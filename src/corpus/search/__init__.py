"""What was said about what, and by whom: what was typed becomes candidates of the index, in order."""
