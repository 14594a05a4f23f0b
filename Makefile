# Everything that is done with Ibid, by name. Needs Python 3.11 or newer and nothing else; `make` says what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTEST := $(BIN)/python -m pytest
SOURCES := ibid schema resolvers store i18n seed tests benchmarks

.PHONY: help install serve test test-clients soak lint types check bench lock schema golden messages clean

help:  ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(STAMP): pyproject.toml requirements/all.lock scripts/python
	@[ -x $(BIN)/python ] || { echo "Making $(VENV) ..." && "$$(scripts/python)" -m venv $(VENV); }
	@echo "Installing what Ibid needs into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/all.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

install: $(STAMP)  ## Set up .venv with everything

serve: $(STAMP)  ## Serve on http://127.0.0.1:8000 with the embedded store
	@$(BIN)/ibid serve

test: $(STAMP)  ## The whole suite (Python only)
	$(PYTEST) -n 2 --dist loadgroup -m "not soak and not clients"

test-clients: $(STAMP)  ## Tests that need Chromium (and Node, once there are client programs)
	scripts/chromium
	$(PYTEST) -m clients

soak: $(STAMP)  ## The long tests
	$(PYTEST) -m soak

lint: $(STAMP)  ## Style, format, duplicates of names, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(STAMP)  ## mypy, strict
	$(BIN)/mypy

check: lint types test  ## lint, types and test

bench: $(STAMP)  ## Measure start, the main query and memory
	$(BIN)/python -m benchmarks

lock: $(STAMP)  ## Make the lock file again from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --quiet --custom-compile-command "make lock" -o requirements/all.lock

schema: $(STAMP)  ## Write schema.graphql from the code
	$(BIN)/ibid schema > schema.graphql

clean:  ## Remove .venv and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
