"""Finds what somebody said: where the words stand, which cue tells of them, who spoke, and how sure that is."""
