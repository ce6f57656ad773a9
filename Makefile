# Everything installs itself into git-ignored folders; a second run of a target starts at once.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PIP := install --quiet --disable-pip-version-check
VENV := .venv
PY := $(VENV)/bin/python
export PYTHONDONTWRITEBYTECODE := 1

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

.PHONY: setup
setup: $(VENV)/ready .venv-emulator/ready ## Make the environments
