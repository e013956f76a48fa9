"""What is found in articles, the index that keeps it, and the questions it answers."""

__version__ = "0.1.0"
