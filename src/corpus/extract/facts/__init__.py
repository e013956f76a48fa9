"""What can be checked: sentences worth checking, of what kind each is, and the days the text names."""
