"""The quote desk: a question in, an answer out, on Discord or in a terminal."""
