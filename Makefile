# The one door to every task. Each target first makes sure that the set-up is done and current.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory
SHELL := /bin/bash

PYTHON ?= python3
export PYTHON
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

.PHONY: help setup run demo test pictures tour campaign cursor-test fuzz-money sim mutants check bench test-lowest lock clean system-window system-tests

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.ready: pyproject.toml constraints/locked.txt tools/setup
	@tools/setup python

build/lowest/.ready: pyproject.toml constraints/lowest.txt tools/setup
	@tools/setup lowest

# Both look first and install only what is missing, so they cost a fraction of a second.
system-window: .venv/.ready
	@tools/setup window

system-tests: .venv/.ready
	@tools/setup tests

setup: .venv/.ready system-tests ## install everything for the first time, or again after a change

run: .venv/.ready system-window ## start the tablet's app on this computer
	@$(BIN)/python -m tools.run

demo: .venv/.ready system-window ## walk from a planting to a payment with made-up data
	@$(BIN)/python -m tools.demo

# Every part runs even if another failed, and any failure fails the target.
test: .venv/.ready system-tests ## run every test
	@$(BIN)/python -m tools.lanes

pictures: .venv/.ready system-tests ## draw every screen in every size and language, into build/screens
	@rm -rf build/screens
	@PLANTON_PICTURES=1 $(PYTEST) tests/ui/test_screens.py

tour: .venv/.ready system-tests ## a technician's whole day by touch, as pictures of every step, into build/tour
	@PLANTON_PICTURES=1 $(PYTEST) tests/ui/test_field_day.py

campaign: .venv/.ready system-tests ## run the long versions of the tests (hours)
	@failed=0; export PLANTON_CAMPAIGN=1; \
	$(PYTEST) tests --ignore=tests/ui || failed=1; \
	$(PYTEST) tests/ui || failed=1; \
	exit $$failed

# The first line says the seed, and every failure how to repeat it alone.
fuzz-money: .venv/.ready system-tests ## try N random histories of money, from a SEED if given
	@$(BIN)/python -m tests.simulation.money --histories $(or $(N),1000) $(if $(SEED),--seed $(SEED))

cursor-test: .venv/.ready system-tests ## let eight writers race a reader of the feed over N rows (ten million)
	@$(BIN)/python -m tests.simulation.cursor $(if $(N),--rows $(N))

# Each seed decides everything about its season; a failing one says its last steps and how to repeat it alone.
sim: .venv/.ready system-tests ## try SEEDS random seasons of tablets and a server, from a SEED if given
	@$(BIN)/python -m tests.simulation.sync --seeds $(or $(SEEDS),100) --seed $(or $(SEED),0)

mutants: .venv/.ready ## see whether the tests notice every small change to the money rules
	@$(BIN)/python -m tools.mutants

check: .venv/.ready ## look at style, types, imports and declared packages
	@failed=0; \
	for tool in "ruff format --check --quiet ." "ruff check --quiet ." "mypy" "lint-imports" "deptry ."; do \
		echo "== $$tool"; $(BIN)/$$tool || failed=1; \
	done; \
	exit $$failed

bench: .venv/.ready system-tests ## measure against the goals
	@$(BIN)/python -m tools.bench

test-lowest: build/lowest/.ready system-tests ## run the tests with the lowest allowed versions
	@failed=0; \
	build/lowest/bin/python -m pytest tests --ignore=tests/ui || failed=1; \
	build/lowest/bin/python -m pytest tests/ui || failed=1; \
	exit $$failed

lock: ## resolve anew and write constraints/locked.txt
	@tools/setup lock

clean: ## remove everything that make created
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
