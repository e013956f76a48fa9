"""Speed, as ratios against peers in the same run: run with `make bench`, never by the test suite."""
