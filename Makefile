# Everything that a fresh machine with Python 3.11 or newer, make and git needs; `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help figures test lint lab tables pins clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

figures: $(READY) ## run the notebooks and write figures/ (the main job)
	@$(BIN)/plantext figures

test: $(READY) ## run the whole test suite
	@echo "Running the tests (some minutes: the notebooks are executed too)"
	@$(BIN)/python -m pytest
	@echo "Tests passed: $(CURDIR)/tests"

lint: $(READY) ## check style, types and that notebooks are committed without outputs
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/nbstripout --verify notebooks/*.ipynb

lab: $(READY) ## open JupyterLab on notebooks/
	@$(BIN)/jupyter lab --notebook-dir=notebooks

tables: $(READY) ## extract the remote documents at hand again and rewrite their tables in corpus/
	@PLANTEXT_DATA=$${PLANTEXT_DATA:-../shared/corpus} $(BIN)/python -m plantext.shipping

pins: ## write constraints.txt anew from the newest versions in the ranges of pyproject.toml
	@set -e; room=$$(mktemp -d); trap 'rm -rf "$$room"' EXIT; \
	  $(PYTHON) -m venv "$$room/venv"; "$$room/venv/bin/python" -m pip install --quiet ".[dev]"; \
	  head -n 2 constraints.txt > "$$room/pins"; \
	  "$$room/venv/bin/python" -m pip freeze --exclude plantext | LC_ALL=C sort -f >> "$$room/pins"; \
	  cp "$$room/pins" constraints.txt; echo "constraints.txt written"

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "plantext needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Installing plantext and its pinned dependencies into $(VENV) (some minutes, once)"
	@$(PYTHON) -m venv $(VENV) || { echo "Making the virtual environment failed; on Debian and Ubuntu install python3-venv."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@
