"""Feeds that are polled: what is new in them becomes files of a folder, which is read like any other."""
