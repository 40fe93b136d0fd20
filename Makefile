# Every task of this repository. Each sets itself up: there is nothing to install first but
# make and Python 3.11 or later. `make` alone says what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
STUDY := examples/leeds-healthtech-2013
WORKERS ?= 2

# uv would fetch a Python of its own where none fits; this repository never downloads one.
export UV_PYTHON_DOWNLOADS := never
# pyright's wrapper otherwise asks a registry at each start whether it is the newest.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help profile test lint docs lock bench clean setup setup-dev

help: ## what there is
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

profile: setup ## build the shipped study and say where its profile is
	cd $(STUDY) && $(CURDIR)/$(BIN)/sectorscope build && $(CURDIR)/$(BIN)/sectorscope profile
	@echo "The profile is at $(STUDY)/out/profile.html"

# By file, so that what a module makes once (a built study, a wheel) is made by one worker;
# not by group: xdist 3.8 says it does so and, under pytest 9.2, does not.
test: lint ## everything that must hold before a commit
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

# In the order of what fails soonest. The house rules run here too, so that a registry's
# address is reported in seconds, not after the whole suite.
lint: setup-dev ## the part of `make test` that runs no profile
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright
	$(BIN)/lint-imports
	@if [ -f docs/generate.py ]; then set -x; $(BIN)/python docs/generate.py --check; fi
	$(BIN)/pytest -q -p no:cacheprovider tests/test_house.py

docs: setup-dev ## write the generated part of the documentation anew
	@if [ -f docs/generate.py ]; then set -x; $(BIN)/python docs/generate.py; \
	else echo "There is no docs/generate.py yet: nothing to generate."; fi

bench: setup-dev ## run every benchmark
	@found=; for script in benchmarks/*.py; do [ -f "$$script" ] || continue; found=1; \
	  echo "== $$script"; $(BIN)/python "$$script" || exit 1; done; \
	[ -n "$$found" ] || echo "There is no benchmark yet."

# Pins stay as they are unless what they must satisfy has changed; `make lock UPGRADE=1`
# moves them to the newest. dev.txt comes first because it holds everything: the smaller
# files are compiled under it, so that no package has two pins. Neither an index nor a
# path may be written down: the files must be the same wherever they are compiled.
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
lock: $(STAMPS)/uv ## compile requirements/*.txt from pyproject.toml (UPGRADE=1: newest)
	$(COMPILE) pyproject.toml --group dev -o requirements/dev.txt
	$(COMPILE) pyproject.toml -c requirements/dev.txt -o requirements/runtime.txt
	$(COMPILE) --group build -c requirements/dev.txt -o requirements/build.txt
	$(COMPILE) --group uv -o requirements/uv.txt

clean: ## remove everything derived, the environment included
	rm -rf $(VENV) dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf examples/*/build examples/*/out
	find src tests docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# --- set-up: a stamp for each step, redone when what it was made from changes ----------

setup: $(STAMPS)/runtime $(STAMPS)/project
setup-dev: $(STAMPS)/dev $(STAMPS)/project

# uv asks the standard index unless its own settings say otherwise, and knows nothing of
# pip's; where that fails, pip installs the same files, under the same hashes, from
# wherever it is set up to.
define install
	$(BIN)/uv pip install --quiet --python $(BIN)/python $(1) \
	|| { echo "uv could not install; trying pip."; $(BIN)/python -m pip install --quiet $(1); }
endef

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Sectorscope needs Python 3.11 or later; '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo missing)."; \
	  echo "Name another: make PYTHON=python3.12"; exit 1; } >&2
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments: on Debian and Ubuntu, apt-get install python3-venv."; exit 1; } >&2
	$(PYTHON) -m venv --clear $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/uv: requirements/uv.txt | $(STAMPS)/venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt
	@touch $@

$(STAMPS)/runtime: requirements/runtime.txt | $(STAMPS)/uv
	$(call install,--require-hashes -r requirements/runtime.txt)
	@touch $@

$(STAMPS)/dev: requirements/dev.txt | $(STAMPS)/uv
	$(call install,--require-hashes -r requirements/dev.txt)
	@touch $@

$(STAMPS)/build: requirements/build.txt | $(STAMPS)/uv
	$(call install,--require-hashes -r requirements/build.txt)
	@touch $@

# Editable, and once: only a change to the metadata (the command's name, a version) needs it again.
$(STAMPS)/project: pyproject.toml | $(STAMPS)/build
	$(call install,--no-deps --no-build-isolation --editable .)
	@touch $@
