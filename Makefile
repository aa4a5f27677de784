# Everything a person or a machine does with Lykta; `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup dev lint test test-services check run demo messages reference theme screenshots bench-ingest bench-due bench-schedule bench-pages bench-field fire-ingest fire-field fire-schedule bench-round bench-risk bench-coverage fire-forms fire-figures fire-packs bench-figures bench-pack lock clean

PYTHON ?= python3
BIN := .venv/bin
SERVE ?= 1
UPGRADE ?= 0
STATIC := $(shell find . -path './.*' -prune -o -path ./var -prune -o -name node_modules -prune -o -path ./web/static/vendor -prune -o -path '*/static/*' -type f -print)

FIELD := $(shell find field/src field/public -type f) field/index.html field/vite.config.ts field/tsconfig.json

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: var/lykta.env var/static/.made var/site/field/index.html ## Install what running needs, make keys, bring the database up to date
	@$(BIN)/python -m config.embedded.prepare

dev: .venv/.dev ## Install what testing needs as well

lint: setup dev ## Style, types and the arrows between the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-logo

test: setup dev ## The suite, on SQLite unless DATABASE_URL and REDIS_URL are set
	$(BIN)/python -m config.npm field run --silent test
	$(BIN)/python -m pytest -n 2

test-services: ## The same suite on the PostgreSQL and the Redis of DATABASE_URL and REDIS_URL
	@test -n "$$DATABASE_URL" && test -n "$$REDIS_URL" || { \
	  echo "Set DATABASE_URL (a role that may create databases) and REDIS_URL first." >&2; exit 1; }
	@$(MAKE) --no-print-directory test

check: lint test ## All that must hold before a commit

run: setup ## Broker, web, worker and beat until Ctrl-C; LYKTA_PORT=8001 for another port
	$(BIN)/python -m config.embedded.supervisor

demo: setup ## The same with a made-up municipality; SERVE=0 stops when it has been told
	$(BIN)/python -m config.embedded.supervisor $(if $(filter 0,$(SERVE)),--exit) --run manage.py demo

messages: setup ## Bring the Swedish catalogue up to date with the code; needs gettext
	$(BIN)/python manage.py makemessages -l sv --no-location --no-wrap --ignore=.venv --ignore=var --ignore=tests

# Not after setup: the application is built from the types that are printed here.
reference: var/lykta.env field/node_modules/.made ## Print what docs/reference prints from the code, and the tablet's types
	$(BIN)/python manage.py spectacular --file docs/reference/openapi.yaml
	$(BIN)/python manage.py print_reference
	$(BIN)/python -m config.npm field --node tools/types.mjs

theme: .venv/.build ## Make web/static/web/theme.css from web/assets/designsystemet.config.json
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	cp web/assets/designsystemet.config.json web/assets/.npmrc "$$folder" && \
	$(BIN)/python -m config.npm "$$folder" install --silent @digdir/designsystemet@1.15.0 && \
	cli=node_modules/@digdir/designsystemet/dist/bin/designsystemet.js && \
	$(BIN)/python -m config.npm "$$folder" --node $$cli tokens create --clean && \
	$(BIN)/python -m config.npm "$$folder" --node $$cli tokens build -t design-tokens -o theme --clean && \
	cp "$$folder/theme/lykta.css" web/static/web/theme.css

bench-ingest: setup dev ## Visits a second beside bare PostgreSQL, which it starts itself
	$(BIN)/python -m benchmarks.ingest

bench-due: setup dev ## The due list of 100,000 venues beside one hand-written statement
	$(BIN)/python -m benchmarks.due

fire-forms: setup dev ## 5,000 texts that try to be something else, through every form that is shown
	HOSTILE_TEXTS=5000 $(BIN)/python -m pytest -q tests/architecture/test_hostile_forms.py

fire-figures: setup dev ## Every indicator beside a slow reference, on two hundred random histories
	HISTORIES=200 $(BIN)/python -m pytest -q tests/evidence/test_indicators_by_reference.py

fire-packs: setup dev ## Ten thousand single mutations of a pack, each found and named
	MUTATIONS=10000 $(BIN)/python -m pytest -q tests/evidence/documents/test_check_pack.py

bench-figures: setup dev ## All indicators on 17,000 venues and a million visits, and on a tenth
	@$(BIN)/python -m benchmarks.figures

bench-pack: setup dev ## A pack of a year and of ten, beside bare ReportLab
	@$(BIN)/python -m benchmarks.pack

bench-coverage: setup dev ## Fourteen nights of 17,000 venues beside one hand-written statement
	@$(BIN)/python -m benchmarks.coverage

bench-schedule: setup dev ## The nightly sweep over 100,000 findings beside one SQL statement
	$(BIN)/python -m benchmarks.schedule

bench-pages: setup dev ## The pages of a large town beside a hundredth of it; takes a quarter of an hour
	$(BIN)/python -m benchmarks.pages

bench-field: setup dev ## The tablet's application with 20,000 venues, in Chromium slowed fourfold
	$(BIN)/python -m benchmarks.field

screenshots: setup dev ## Pictures of every page from a demo of its own, into docs/screenshots
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && export DATA_DIR="$$folder" LYKTA_PORT=8123 && \
	$(BIN)/python -m config.embedded.prepare && \
	$(BIN)/python -m config.embedded.supervisor --exit --run manage.py demo && \
	$(BIN)/python -m config.embedded.supervisor --exit --run manage.py screenshots

bench-round: setup dev ## Tonight's round: standard instances (TOPTW_INSTANCES names their folder), and 300 venues
	$(BIN)/python -m benchmarks.round

bench-risk: setup dev ## The risk order on real inspection histories (INSPECTION_HISTORY names the file)
	$(BIN)/python -m benchmarks.risk_order

fire-ingest: setup dev ## 1,000 batches while web and database are killed 30 times at random
	$(BIN)/python -m benchmarks.fire_ingest

fire-field: setup dev ## 50 deaths in mid-word, and 500 random shifts while the web's processes are killed
	LYKTA_DEATHS=50 $(BIN)/python -m pytest -q tests/journeys/tablet/test_typing.py
	$(BIN)/python -m benchmarks.fire_field

fire-schedule: setup dev ## A year and a half of reminders while worker, beat and broker are killed
	$(BIN)/python -m benchmarks.fire_schedule

# uv resolves for every platform at once and writes hashes without addresses; pip installs.
lock: $(BIN)/python ## Resolve requirements/*.in anew; UPGRADE=1 for the newest allowed versions
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(BIN)/python -m venv "$$folder" && "$$folder/bin/python" -m pip install --quiet uv && \
	for name in runtime build dev; do \
	  "$$folder/bin/uv" pip compile "requirements/$$name.in" --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate --quiet \
	    $(if $(filter 1,$(UPGRADE)),--upgrade) --output-file "requirements/$$name.lock" || exit 1; \
	done

clean: ## Remove all that can be made again; keys and data in var/ stay
	rm -rf .venv field/node_modules var/site web/assets/node_modules web/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache var/static var/log
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Lykta needs Python 3.11 or newer, and $(PYTHON) is older or missing. Name another: make PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "$(PYTHON) cannot make a virtual environment. On Debian: apt-get install python3-venv" >&2; exit 1; }

.venv/.runtime: requirements/runtime.lock | $(BIN)/python
	@echo "Installing $<; the first time takes a minute or two."
	@$(BIN)/python -m pip install --quiet --require-hashes -r $<
	@touch $@

.venv/.build: requirements/build.lock .venv/.runtime
	@echo "Installing $<."
	@$(BIN)/python -m pip install --quiet --require-hashes -r $<
	@touch $@

# The pages' own parts: a design system, a font, a map. npm's wheel brings its own node.
web/static/vendor/.made: web/assets/package-lock.json web/assets/copy.mjs .venv/.build
	@$(BIN)/python -m config.npm web/assets ci --silent
	@$(BIN)/python -m config.npm web/assets --node copy.mjs
	@touch $@

.venv/.dev: requirements/dev.lock .venv/.runtime
	@echo "Installing $<."
	@$(BIN)/python -m pip install --quiet --require-hashes -r $<
	@touch $@

# The tablet's application. Its files stand at /field/ as they are.
field/node_modules/.made: field/package-lock.json .venv/.build
	@$(BIN)/python -m config.npm field ci --silent
	@touch $@

var/site/field/index.html: $(FIELD) field/node_modules/.made
	@$(BIN)/python -m config.npm field run --silent build
	@touch $@

var/lykta.env: | .venv/.runtime
	@$(BIN)/python -m config.embedded.env_file $@

var/static/.made: $(STATIC) web/static/vendor/.made .venv/.runtime | var/lykta.env
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@
