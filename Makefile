# Everything a fresh clone needs: `make` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DYADWIRE := $(BIN)/dyadwire

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: setup run up down env test scale lint audit dictionary quality compiled bench bench-night bench-warehouse fuzz faults requirements \
	clean help

setup: $(VENV)/.dev ## Make .venv with everything to run and to develop

run: $(VENV)/.run ## One whole night: PostgreSQL, Airflow, the sample articles, the report; then stop all of it
	@$(DYADWIRE) night run

up: $(VENV)/.run ## Start PostgreSQL and Airflow and leave them running; print the address and the password
	@$(DYADWIRE) night up

down: $(VENV)/.run ## Stop what `make up` started
	@$(DYADWIRE) night down

env: ## Write .env for docker-compose.yml: random secrets, for its owner alone; keeps what it holds
	@$(PYTHON) deploy/make_env.py

test: $(VENV)/.dev ## All tests, on a real PostgreSQL and a real Airflow; LONG_TESTS=1 for those of minutes too
	$(BIN)/pytest --numprocesses 2 --dist loadfile

scale: $(VENV)/.dev ## Load 20,000 articles by two Celery workers, kill one half-way; needs Redis. ARTICLES=2000 for less
	$(BIN)/python -m tests.fleet --articles $(or $(ARTICLES),20000)

lint: $(VENV)/.dev ## Style, types, the direction of imports, SQL
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --dialect postgres sql

audit: $(VENV)/.dev ## Advisories on the dependencies, where they can be asked for; pins, hashes, what is installed
	$(BIN)/python -m deploy.audit requirements/*.txt

dictionary: $(VENV)/.dev ## Write docs/data-dictionary.md anew from the comments in sql/
	$(BIN)/python -m tests.docs.dictionary

quality: $(VENV)/.dev ## How well the extraction does on the labelled articles
	$(BIN)/python -m tests.gold.quality

compiled: $(VENV)/.dev ## A copy of the project in build/compiled, extraction compiled to C; a minute, and a C compiler
	rm -rf build/compiled
	$(BIN)/python -m deploy.compile build/compiled

# COMPILED=1: with what is compiled; else nothing.
AS_COMPILED = $(if $(COMPILED),PYTHONSAFEPATH=1 PYTHONPATH=$(CURDIR)/build/compiled)
bench: $(VENV)/.dev $(if $(COMPILED),compiled) ## How fast each stage is, beside others; minutes. BENCH=quick for two, COMPILED=1
	$(BIN)/uv pip install --python $(BIN)/python --quiet --require-hashes -r requirements/bench.txt
	$(AS_COMPILED) $(BIN)/python -m bench $(if $(COMPILED),--output artifacts/bench-compiled.json)

bench-night: $(VENV)/.dev ## 100,000 articles in one night, is memory flat; then 10,000 by Airflow and by command; half an hour
	$(BIN)/python -m bench.endurance --articles $(or $(ARTICLES),100000)
	$(BIN)/python -m bench.airflow_night --articles $(or $(ARTICLES),10000)

bench-warehouse: $(VENV)/.dev ## Fill 1,000,000 synthetic articles, time each report; an hour, 40 GB. ARTICLES=100000 for less
	$(BIN)/python -m bench.warehouse --articles $(or $(ARTICLES),1000000) --nights 2

fuzz: $(VENV)/.dev ## Feed every reader with 200,000 mutated files; hours. FUZZ="--inputs 1000 html_page" for less
	$(BIN)/uv pip install --python $(BIN)/python --quiet --require-hashes -r requirements/fuzz.txt
	$(BIN)/python -m tests.fuzz $(FUZZ)

faults: $(VENV)/.dev ## Kill loaders and PostgreSQL 200 times, do all other harm once, look what is lost. FAULTS="--kills 20 --seed 1"
	$(BIN)/python -m tests.faults $(FAULTS)

COMPILE := UV_CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/uv pip compile --quiet --upgrade \
	--universal --python-version 3.11 --generate-hashes --constraint requirements/ceilings.in
requirements: $(BIN)/uv ## Resolve the exact, hashed requirements anew from pyproject.toml
	$(COMPILE) pyproject.toml --output-file requirements/run.txt
	$(COMPILE) --group fuzz --output-file requirements/fuzz.txt
	$(COMPILE) pyproject.toml --group celery --constraint requirements/run.txt --output-file requirements/celery.txt
	$(COMPILE) pyproject.toml --group s3 --constraint requirements/run.txt --output-file requirements/s3.txt
	$(COMPILE) pyproject.toml --extra dev --group celery --group s3 --constraint requirements/run.txt \
		--constraint requirements/celery.txt --constraint requirements/s3.txt --output-file requirements/dev.txt
	$(COMPILE) --group bench --constraint requirements/dev.txt --output-file requirements/bench.txt
	$(COMPILE) --group compile --constraint requirements/dev.txt --output-file requirements/compile.txt

clean: ## Remove caches and build output; with CLEAN_STATE=1 also .dyadwire: the database and all it holds
	rm -rf build dist artifacts .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -type d -prune -exec rm -rf {} +
ifeq ($(CLEAN_STATE),1)
	@if [ -x $(DYADWIRE) ]; then $(DYADWIRE) night down; fi
	rm -rf .dyadwire
endif

help: ## This list
	@echo "Dyadwire. Start with: make run"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "PYTHON=python3.12 chooses the interpreter for .venv. Settings: docs/operations.md."

# A stamp says what is installed; it is older than the requirements when they have changed.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=python3.12 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(BIN)/uv: | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/uv
	$(BIN)/uv pip install --python $(BIN)/python --quiet --require-hashes -r requirements/run.txt
	$(BIN)/uv pip install --python $(BIN)/python --quiet --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run | $(BIN)/uv
	$(BIN)/uv pip install --python $(BIN)/python --quiet --require-hashes -r requirements/dev.txt
	@touch $@
