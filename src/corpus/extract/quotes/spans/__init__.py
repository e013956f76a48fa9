"""What stands between marks, on a line of its own or behind a label, and whether it is somebody's words."""
