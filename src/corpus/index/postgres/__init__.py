"""The index in PostgreSQL, file by file beside SQLite."""
