## make run           installs what is needed, then serves Telegram or opens a chat in the terminal
## make test          installs, lints, checks types, runs every test
## make bench         compares the engine with its peers on the same questions
## make requirements  pins the newest versions that pyproject.toml allows
## make clean         removes what the others made

PYTHON ?= $(shell for name in python3.11 python3 python; do command -v $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/python -m piptools compile --quiet --upgrade --strip-extras --allow-unsafe --generate-hashes \
	--no-header --no-annotate --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help run test bench requirements clean

help:
	@sed -n 's/^## //p' Makefile

run: $(VENV)/.run
	@$(BIN)/jamsos mulai

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: $(VENV)/.bench
	@$(BIN)/python -m tests.benchmarks.compare $(BENCH)

requirements: $(BIN)/python
	$(PIP) install pip-tools
	$(COMPILE) --output-file requirements.txt --extra postgresql pyproject.toml
	$(COMPILE) --output-file requirements-dev.txt --extra postgresql --extra dev --constraint requirements.txt pyproject.toml
	$(COMPILE) --output-file requirements-bench.txt --extra bench --constraint requirements-dev.txt pyproject.toml
	$(COMPILE) --output-file requirements-build.txt --only-build-deps --build-deps-for wheel pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info

# A venv, and a stamp in it for each set of packages: each set is installed once, and again when its pins change.

$(BIN)/python:
	@$(if $(PYTHON),,$(error Python 3.11 or later is needed, and none was found))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, this is " + sys.version)'
	@$(PYTHON) -m venv $(VENV) >&2 || { rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements.txt requirements-build.txt pyproject.toml | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements.txt -r requirements-build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@
