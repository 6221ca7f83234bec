# The workshop's commands. Everything they install goes into .venv and .tools, which git ignores.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := env -u PIP_FIND_LINKS $(BIN)/uv --no-config pip compile --quiet --universal --generate-hashes \
	--python-version 3.11 --custom-compile-command 'make lock'

# no target sees what a person keeps for real galleries: nothing here can spend
unexport OPENAI_API_KEY OPENAI_BASE_URL OPENAI_ORG_ID OPENAI_PROJECT_ID GALLERY_MAX_COST GALLERY_OFFLINE GALLERY_PROVIDER

.PHONY: help gallery test test-long bench screenshots lock browser shells clean

help: ## list the targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

gallery: .venv/.run-installed ## build the demo gallery; needs no account and no key
	@$(BIN)/gallery-build build --offline
	@echo 'look at it: open site/index.html'

test: .venv/.dev-installed .tools/.node-installed browser shells ## run every check and test
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/pytest -m 'not long' -n auto --dist worksteal

test-long: .venv/.dev-installed .tools/.node-installed browser ## run the long battery
	@$(BIN)/pytest -m long

bench: .venv/.dev-installed .tools/.node-installed browser ## measure builds of large galleries
	@for script in $(wildcard benchmarks/[a-z]*.py); do echo "$$script"; $(BIN)/python "$$script"; done

screenshots: .venv/.dev-installed browser ## photograph every page kind of the demo
	@$(BIN)/python tools/screenshots.py

lock: .venv/.dev-installed ## pin what pyproject.toml and requirements/*.in ask for
	@$(COMPILE) --upgrade pyproject.toml --output-file requirements/run.txt
	@$(COMPILE) --upgrade requirements/build.in --output-file requirements/build.txt
	@$(COMPILE) --upgrade requirements/dev.in --output-file requirements/dev.txt

browser:
	@tools/browser.sh

shells:
	@tools/shells.sh

clean: ## remove all that the targets installed or remembered
	@rm -rf .venv .tools .gallery .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.13")'
	@$(PYTHON) -m venv .venv

.venv/.run-installed: requirements/build.txt requirements/run.txt pyproject.toml | .venv/bin/python
	@echo 'installing what gallery-build needs into .venv'
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev-installed: requirements/dev.txt .venv/.run-installed
	@echo 'installing the tests'"'"' tools into .venv'
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# the pages are judged by programs that need a newer Node than most machines have, so it comes with them;
# of all packages only that one may run its script, and it is asked by name
.tools/.node-installed: tests/browser/package.json
	@command -v npm >/dev/null || { echo 'npm is needed for the browser tests: install Node 20 or newer, then run this again' >&2; exit 1; }
	@echo 'installing Lighthouse, axe, html-validate and Node into .tools'
	@mkdir -p .tools
	@cp tests/browser/package.json .tools/package.json
	@cd .tools && { npm install --no-package-lock --ignore-scripts --no-audit --no-fund \
		&& cd node_modules/node && node installArchSpecificPackage.js; } >npm.log 2>&1 </dev/null \
		|| { cat npm.log >&2; exit 1; }
	@.tools/node_modules/node/bin/node --version >/dev/null
	@touch $@
