# Everything that is done with Ibid, by name; `make` says what there is.
# Needs Python 3.11, 3.12 or 3.13, and nothing else; `make test-clients` adds Chromium and Node.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help serve test test-clients soak install lint types check bench bench-check lock schema docs clean

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
export PYTHON

PIP := -m pip install --quiet --quiet --disable-pip-version-check --no-input
PYTEST := $(BIN)/python -m pytest
PARALLEL := --numprocesses auto --maxprocesses 4 --dist loadgroup

help:  ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# One environment, filled as far as is asked for. It is filled again when pyproject.toml or its lock file changes.
$(BIN)/python:
	@python="$$(scripts/python)" && echo "Making $(VENV) with $$python" && "$$python" -m venv $(VENV)

$(VENV)/.%: requirements/%.lock pyproject.toml | $(BIN)/python
	@echo "Installing requirements/$*.lock into $(VENV)"
	@$(BIN)/python $(PIP) --require-hashes --requirement requirements/$*.lock
	@$(BIN)/python $(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# Clients that Ibid is seen to work with, each on versions of its own: filled again when their lock files change.
$(VENV)-%/.installed: requirements/%.lock
	@echo "Installing requirements/$*.lock into $(VENV)-$*"
	@python="$$(scripts/python)" && "$$python" -m venv $(VENV)-$*
	@$(VENV)-$*/bin/python $(PIP) --require-hashes --requirement $<
	@touch $@

NODE_MODULES := clients/javascript/node_modules
CLIENTS := $(VENV)-clients/.installed $(VENV)-gql/.installed $(NODE_MODULES)/.installed

# Servers that Ibid is measured against, likewise.
PEER_MODULES := benchmarks/peers/node/node_modules
PEERS := $(VENV)-peers/.installed $(PEER_MODULES)/.installed

%/node_modules/.installed: %/package-lock.json
	@scripts/node
	@echo "Installing $< into $*/node_modules"
	@npm ci --prefix $* --loglevel error --no-audit --no-fund --no-progress >/dev/null
	@touch $@

install: $(VENV)/.dev  ## Set up .venv with everything that developing needs

serve: $(VENV)/.serve  ## Serve on http://127.0.0.1:8000 with the embedded store
	@exec $(BIN)/ibid serve

test: $(VENV)/.test  ## The tests that need nothing but Python: a few minutes
	$(PYTEST) $(PARALLEL) -m "not soak and not clients"

test-clients: $(VENV)/.test $(CLIENTS)  ## The tests with real clients: installs Chromium, Node and the clients
	@scripts/chromium
	$(PYTEST) -m "clients and not soak"

soak: $(VENV)/.test  ## The long tests
	$(PYTEST) -m soak

lint: $(VENV)/.dev  ## Style, format, import contracts, the Dockerfile
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile

types: $(VENV)/.dev  ## mypy, strict
	$(BIN)/mypy

check: lint types test  ## lint, types and test

bench: $(VENV)/.test $(PEERS)  ## Measure Ibid beside its peers, and write the report: a quarter of an hour
	@scripts/wrk
	$(BIN)/python -m benchmarks
	$(BIN)/python -m docs.generate

bench-check: $(VENV)/.test $(PEERS)  ## Measure the same, and fail where a ratio is worse than in the committed report
	@scripts/wrk
	$(BIN)/python -m benchmarks check --parts peers embedded

lock: $(VENV)/.dev  ## Make requirements/*.lock anew from pyproject.toml
	PATH="$(BIN):$$PATH" scripts/lock

schema: $(VENV)/.serve  ## Write schema.graphql from the code
	$(BIN)/ibid schema > schema.graphql

docs: $(VENV)/.test  ## Write anew what the docs take from the program: settings, commands, answers
	$(BIN)/python -m docs.generate
	$(BIN)/python -m tests.docs.examples
	$(BIN)/python -m tests.docs.day

clean:  ## Remove the environments and caches; data stay where they are
	rm -rf $(VENV) $(VENV)-clients $(VENV)-gql $(VENV)-peers $(NODE_MODULES) $(PEER_MODULES) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
