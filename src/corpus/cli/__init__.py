"""The corpus by hand and from scripts: one module for what is asked, one for files, one for how answers look."""
