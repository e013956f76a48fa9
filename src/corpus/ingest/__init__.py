"""Files and exports into the index: a sweep of folders, a bulk import, and the processes both share."""
