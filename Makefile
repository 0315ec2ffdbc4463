# Milepost: what a developer types. `make help` lists the targets.

PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(name))))
FAST := not slow and not browser and not kill

.DEFAULT_GOAL := help
.PHONY: help run check test bench sample browser plans clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

run: $(VENV)/runtime ## install, build the embedded portfolios if there are none, serve the app
	@$(BIN)/python -m pipelines sample
	@$(BIN)/python -m streamlit run app.py --server.port=$(PORT)

check: $(VENV)/developer ## format, lint, types, import rules, spelling, SQL, fast tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/ty check
	@$(BIN)/lint-imports
	@$(BIN)/deptry .
	@$(BIN)/codespell
	@$(BIN)/sqlfluff lint pmo/metrics pmo/bridges
	@$(BIN)/pytest -q -n auto -m "$(FAST)"

test: check browser plans ## make check, then every other test, in a browser and with killed processes too
	@$(BIN)/pytest -q -m "not ($(FAST))"

bench: $(VENV)/developer ## measure pages, intake and start-up
	@$(BIN)/python -m tests.bench

sample: $(VENV)/runtime ## write the files of the embedded portfolios anew, from their seed
	@$(BIN)/python -m data.sample

browser: $(VENV)/developer ## get a browser for the tests where there is none
	@$(BIN)/python -m tests.chromium

plans: $(VENV)/developer ## get MPXJ and Java, which read .mpp and other plans
	@$(BIN)/python -m tests.java

clean: ## remove the virtual environment and caches; loaded data stays
	rm -rf $(VENV) build .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/runtime: requirements.txt
	@$(MAKE) --no-print-directory install LIST=$<
	@touch $@

$(VENV)/developer: requirements-dev.txt requirements.txt
	@$(MAKE) --no-print-directory install LIST=$<
	@touch $(VENV)/runtime $@

.PHONY: install
install:
	@if [ -z "$(PYTHON)" ]; then echo "Milepost needs Python 3.11 or newer, and none was found. \
	Install it, or name it: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; fi
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV) || { \
	echo "Python could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --disable-pip-version-check -r $(LIST)
