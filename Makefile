# `make run` and `make test` need Python >= 3.11 and make, nothing else. PYTHON=python3.12 chooses another interpreter.
PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet install --constraint constraints.txt

.PHONY: run test check fuzz bench eval pictures mutants seal clean

run: .venv/run
	@$(PY) -m bot

# Files of tests side by side, on every core. `make test PROCESSES=0` runs them in one process, one after the other.
PROCESSES ?= auto
test: .venv/test
	$(PY) -m pytest -v --numprocesses $(PROCESSES) --maxprocesses 4

check: .venv/test
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy

fuzz: .venv/test
	PYTHONPATH=src:. $(PY) -m tests.fuzz

bench: .venv/bench
	PYTHONPATH=src:. $(PY) -m tests.bench

eval: .venv/eval
	PYTHONPATH=src:. $(PY) -m tests.eval

pictures: .venv/pictures
	PYTHONPATH=src:. $(PY) -m tests.pictures

# Changes one small thing after another in a room, and tells which changes no test notices: make mutants ROOM=ask SAMPLE=60
ROOM ?= ask
SAMPLE ?= 60
mutants: .venv/test
	$(PY) tools/mutants.py $(ROOM) --sample $(SAMPLE)

# Before a release: see src/corpus/extraction_version.py.
seal: .venv/test
	PYTHONPATH=src $(PY) tools/seal_extraction.py

# All that was built or measured. What is the owner's stays: config.yaml, and data/, where articles may be that no file has.
clean:
	rm -rf .venv build dist out *.egg-info src/*.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "On Record needs Python 3.11 or newer; $$($(PYTHON) --version) was found. Name another one: make PYTHON=python3.12 run" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

.venv/run: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing On Record into .venv ..." >&2
	@$(PIP) --editable .
	@touch $@

.venv/test: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing On Record and its test tools into .venv ..." >&2
	@$(PIP) --editable '.[test]'
	@touch .venv/run $@

.venv/pictures: .venv/test
	@$(PIP) --editable '.[test,pictures]'
	@touch $@

.venv/eval: .venv/test
	@$(PIP) --editable '.[test,eval]'
	@touch $@

.venv/bench: .venv/eval
	@$(PIP) --editable '.[test,eval,bench]'
	@touch $@
