# Two commands are enough for a start: `make run` and `make test`. CONTRIBUTING.md explains the others.
SHELL := /bin/bash
# The first of these that runs and is new enough; a name on the path may stand for a Python that is not there.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/pip --quiet --disable-pip-version-check install --no-deps --require-hashes
TEMPLATES = $$(find . -name '*.html' -path '*templates/*' -not -path './$(VENV)/*' -not -path './var/*')
# One lock for every Python from 3.11 on and every processor; versions stay as they are unless ARGS=--upgrade.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix accessibility bench pictures demo-reset lock

help: ## Say what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: $(VENV)/.dev ## Create .venv with everything locked, tools for tests and checks included

run: $(VENV)/.base ## Start the portal: web server, worker and beat (HOST, PORT)
	@exec $(MANAGE) portal

test: $(VENV)/.dev ## Run the tests; DATABASE_URL and CELERY_BROKER_URL choose the services (ARGS)
	$(BIN)/pytest $(ARGS)

check: $(VENV)/.dev ## Lint, formats, migrations and translation marks; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --target-version 5.2 --check $(TEMPLATES)
	$(BIN)/python -m tools.unmarked
	$(MANAGE) check --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run

fix: $(VENV)/.dev ## Put code and templates into their format
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $(TEMPLATES) || true

accessibility: $(VENV)/.dev ## Look for broken rules of accessibility on every page, in Chromium
	REQUIRE_BROWSER=1 ALL_PAGES=1 $(BIN)/pytest -q tests/browser/test_accessibility.py $(ARGS)

bench: $(VENV)/.dev ## Measure on SQLite and, where reachable, PostgreSQL (ARGS names single scripts)
	$(BIN)/python -m benchmarks $(ARGS)

pictures: $(VENV)/.dev ## Take the pictures of docs/guide anew from the demonstration, in Chromium (ARGS names some)
	$(BIN)/python -m tools.pictures $(ARGS)

demo-reset: $(VENV)/.base ## Throw the embedded database away and load the demonstration again
	$(MANAGE) reset_demo

lock: ## Write requirements/*.txt anew from pyproject.toml (ARGS=--upgrade takes newer versions)
	$(PYTHON) -m venv var/lock
	var/lock/bin/pip --quiet --disable-pip-version-check install uv
	var/lock/bin/$(COMPILE) $(ARGS) --output-file requirements/base.txt pyproject.toml
	var/lock/bin/$(COMPILE) $(ARGS) --extra dev --constraint requirements/base.txt \
		--output-file requirements/dev.txt pyproject.toml

$(BIN)/python:
	@[ -n "$(PYTHON)" ] && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with make PYTHON=/path/to/python3.11"; exit 1; }
	"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.base: requirements/base.txt | $(BIN)/python
	$(PIP) -r $<
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(PIP) -r $<
	@touch $@
