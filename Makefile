# CSP Desk. `make run` opens it and `make test` proves it; both set everything up by themselves.
# Needed beforehand: make, and Python 3.11 or newer with pip. On other systems see README.md.

PYTHON ?= python3
VENV ?= .venv
CORE ?= .venv-core
WORKERS ?= 2
OUT ?= build/tour-$(shell date +%Y%m%d-%H%M%S)

# One stamp per finished step and environment: a step runs again when what it was made from changes.
stamp = .stamps/$(subst /,_,$(1))
py := $(VENV)/bin/python
core-py := $(CORE)/bin/python
# A bare Debian has no ensurepip: the environment is made without pip, and the system's pip fills it.
pip = $(PYTHON) -m pip --disable-pip-version-check --python $(1)/bin/python install -qq

.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

##@ The two commands

.PHONY: run
run: setup ## open the desk; without a display, play the main job on the sample and say where it lies
	@if $(py) -c 'import os, sys; from cspdesk.__main__ import has_display; sys.exit(not has_display(sys.platform, os.environ))'; \
	then $(py) -m cspdesk; \
	else echo "No display here: playing the main job on the sample instead."; \
	  $(py) -m cspdesk tour --out $(OUT) && echo "Pictures, bundles and reports are in $(abspath $(OUT))"; fi

.PHONY: test
test: check setup-core ## every check and every test: the window's with Qt, all others where Qt is not installed
	$(py) -m pytest tests/ui
	$(core-py) -m pytest -n $(WORKERS) --ignore=tests/ui

##@ Set-up, done by itself when needed

.PHONY: setup
setup: $(call stamp,system) $(call stamp,$(VENV).package) $(call stamp,$(VENV).catalogues) ## everything that `make run` needs

.PHONY: setup-core
setup-core: $(call stamp,$(CORE).package) ## a second environment, without Qt

$(call stamp,system): tools/system.py
	@mkdir -p $(@D)
	@$(PYTHON) tools/system.py
	@touch $@

%/pyvenv.cfg:
	@echo "making the environment $*"
	@$(PYTHON) -m venv --without-pip $*

$(call stamp,$(VENV).packages): requirements.lock $(VENV)/pyvenv.cfg
	@echo "installing the locked packages into $(VENV)"
	@$(call pip,$(VENV)) --require-hashes -r $<
	@touch $@

$(call stamp,$(CORE).packages): requirements-core.lock $(CORE)/pyvenv.cfg
	@echo "installing the locked packages, without Qt, into $(CORE)"
	@$(call pip,$(CORE)) --require-hashes -r $<
	@touch $@

# The package itself goes in editable, and nothing is fetched for it.
editable := --no-index --no-deps --no-build-isolation --editable .

$(call stamp,$(VENV).package): $(call stamp,$(VENV).packages) pyproject.toml
	@$(call pip,$(VENV)) $(editable)
	@touch $@

$(call stamp,$(CORE).package): $(call stamp,$(CORE).packages) pyproject.toml
	@$(call pip,$(CORE)) $(editable)
	@touch $@

$(call stamp,$(VENV).catalogues): $(call stamp,$(VENV).package) tools/messages.py $(wildcard translations/*/LC_MESSAGES/*.po)
	@$(py) tools/messages.py compile
	@touch $@

##@ Checks

.PHONY: check
check: setup ## style, spelling, types and floors; a minute
	$(py) -m ruff check
	$(py) -m ruff format --check
	$(VENV)/bin/codespell
	$(py) -m mypy
	$(VENV)/bin/lint-imports

.PHONY: fresh
fresh: ## both commands in a minimal Debian with python3, pip and make alone (as root, about 15 minutes)
	tools/fresh

.PHONY: crash
crash: setup ## kill a writing desk five hundred times, and open what is left
	$(py) -m pytest tests/crash --crash-rounds=500

.PHONY: fuzz
fuzz: setup ## feed mangled bytes to every reader for ten minutes
	$(py) -m pytest tests/fuzz --fuzz-minutes=10

.PHONY: simulate
simulate: setup ## play two thousand coalitions with loss, repeats and restored backups
	$(py) -m pytest tests/sync/test_simulator.py --rounds=2000

.PHONY: documents
documents: setup ## open every report with LibreOffice: sums computed anew, every word printed
	$(PYTHON) tools/system.py office
	$(py) -m pytest tests/office --office

.PHONY: bench
bench: setup ## the workloads beside their peers, as ratios; nothing there is pass or fail
	$(py) -m benchmarks.run

##@ Upkeep

.PHONY: messages
messages: setup ## collect the texts for translators and compile the catalogues
	$(py) tools/messages.py update
	$(py) tools/messages.py compile

.PHONY: pictures
pictures: setup ## draw every screen in three languages, to look at
	$(py) tools/pictures.py

.PHONY: mirror
mirror: setup ## copy briefcase.toml into pyproject.toml, where Briefcase reads it
	$(py) tools/briefcase_mirror.py

lock-options := --quiet --universal --generate-hashes --no-emit-index-url --no-header $(UPGRADE)

.PHONY: lock
lock: setup ## settle the versions of pyproject.toml into both locks (newer ones with UPGRADE=--upgrade)
	$(VENV)/bin/uv pip compile pyproject.toml $(lock-options) -o requirements.lock \
	  --extra window --group test --group test-window --group dev
	$(VENV)/bin/uv pip compile pyproject.toml $(lock-options) -o requirements-core.lock -c requirements.lock --group test

.PHONY: clean
clean: ## remove what the tools made; the environments stay
	rm -rf .stamps build dist logs .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^##@ / {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
