# Two commands need nothing but Python 3.11 or later, make and a network:
#   make demo   see the bot at work
#   make test   everything that must hold before a change lands
# The first Python that runs and is new enough; a name on the PATH need not run (pyenv's shims).
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m bot
.DEFAULT_GOAL := help

.PHONY: help demo run test lint format types borders check bench chaos load faults killtest fuzz lock clean

help: ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.made: requirements.lock requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "Greenroom needs Python 3.11 or later with venv; none was found. Name one: make PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.made ## See the bot at work in a browser, without an account
	@$(RUN) demo

run: $(VENV)/.made ## Run the bot on Discord with DISCORD_TOKEN from .env
	@$(RUN) run

# Tests wait as often as they work, so there are more at once than two cores; and the hundred programs that they start
# find their modules compiled, even where the environment says that nothing compiled is to be kept.
test: lint types borders check ## All checks and tests
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist worksteal

lint: $(VENV)/.dev ## Style
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.dev ## Types, strictly
	$(BIN)/mypy

borders: $(VENV)/.dev ## Which part may import which
	$(BIN)/lint-imports

check: $(VENV)/.made ## The shipped knowledge has no problem
	@$(RUN) check

format: $(VENV)/.dev ## Bring the style in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.dev ## Measure speed and memory (minutes)
	$(BIN)/python -m benchmarks

SEED ?= 1
DELIVERIES ?= 300
KILLS ?= 60
EDITS ?= 500
FILES ?= 20000
SECONDS ?= 60
QUESTIONS ?= 2000
FAULTS ?= 500

chaos: $(VENV)/.dev ## Announcements while the bot is killed: SEED, DELIVERIES, KILLS
	$(BIN)/python -m benchmarks.chaos --seed $(SEED) --deliveries $(DELIVERIES) --kills $(KILLS)

load: $(VENV)/.dev ## Questions from a crowd: SECONDS, SEED, KNOWLEDGE=folder
	$(BIN)/python -m benchmarks.load --seconds $(SECONDS) --seed $(SEED) $(if $(KNOWLEDGE),--knowledge $(KNOWLEDGE))

faults: $(VENV)/.dev ## Questions while Discord and the network fail: SEED, QUESTIONS, FAULTS
	$(BIN)/python -m benchmarks.faults --seed $(SEED) --questions $(QUESTIONS) --faults $(FAULTS)

killtest: $(VENV)/.dev ## Edits while the editor is killed: SEED, EDITS
	$(BIN)/python -m benchmarks.killtest --seed $(SEED) --edits $(EDITS)

fuzz: $(VENV)/.dev ## Mutated knowledge files: SEED, FILES
	$(BIN)/python -m benchmarks.fuzz --seed $(SEED) --files $(FILES)

lock: $(VENV)/.dev ## Lock the newest dependencies that pyproject.toml allows
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --upgrade -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --upgrade --extra dev -o requirements-dev.lock pyproject.toml

clean: ## Remove what was built (knowledge and data stay)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
