"""Quality on annotated text: run with `make eval`, not by the test suite."""
