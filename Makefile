# make run    installs what is needed, then serves Telegram or opens a chat in the terminal
# make test   installs, lints, checks types, runs every test
# make bench  compares the engine with its peers on the same questions

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run test bench clean

help:
	@sed -n 's/^# //p' Makefile | head -3

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e . 2>/dev/null || $(PIP) install --no-deps -e .
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@

run: $(VENV)/.run
	@$(BIN)/jamsos mulai

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: $(VENV)/.bench
	@$(BIN)/python -m tests.benchmarks.compare $(BENCH)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
