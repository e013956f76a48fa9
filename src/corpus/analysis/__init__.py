"""How words are compared: folded, stemmed, keyed by their slips, weighed for likeness."""
