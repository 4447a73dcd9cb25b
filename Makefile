# `make run` and `make test` need Python 3.11 or newer with venv, and make; they install into .venv once and again only when a lock
# file or pyproject.toml changes. All paths are relative, so that the project may lie in a folder with spaces in its name.

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet --quiet
PYTEST := $(PY) -m pytest
WORKERS := 2

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench faults browser docs lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

run: $(VENV)/installed ## install, extract from the sample articles, say where the tables are
	@$(VENV)/bin/extractor run seeds corpus/articles --out outputs
	@echo "To use the command extractor in this terminal: source $(VENV)/bin/activate"

test: $(VENV)/installed-dev ## install with test tools, run the test suite
	@$(PYTEST) -n $(WORKERS)

lint: $(VENV)/installed-dev ## style, formatting and types
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/mypy

format: $(VENV)/installed-dev ## let ruff format and sort the imports
	@$(VENV)/bin/ruff check --fix
	@$(VENV)/bin/ruff format

bench: $(VENV)/installed-dev ## measure speed against plain spaCy
	@$(PY) tests/bench/bench.py $(ARGS)
	@$(PYTEST) -m bench

faults: $(VENV)/installed-dev ## kills, full disks, broken input
	@$(PYTEST) -n $(WORKERS) -m faults

browser: $(VENV)/installed-dev ## drive the pages in Chromium
	@$(PYTEST) -n $(WORKERS) -m browser

docs: $(VENV)/installed-dev ## build the site in site/, run the code on its pages
	@NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --strict --quiet
	@$(PYTEST) -n $(WORKERS) -m docs

lock: ## pin all packages again, with hashes, from pyproject.toml
	@./lock.sh

clean: ## remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@for candidate in python3 python3.13 python3.12 python3.11 python; do \
	  "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  echo "Making $(VENV) with $$candidate"; \
	  "$$candidate" -m venv $(VENV) && exit 0; \
	  rm -rf $(VENV); echo "$$candidate cannot make a virtual environment; on Debian: apt install python3-venv" >&2; exit 1; \
	done; \
	echo "Python 3.11 or newer was not found" >&2; exit 1

$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned packages (1 GB, once)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned packages and the test tools (once)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@ $(VENV)/installed
