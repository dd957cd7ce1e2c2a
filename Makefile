# Everything that a fresh machine with Python 3.11 or newer, make and git needs; `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed
LICENCES := Apache;BSD;ISC;MIT;MPL;Mozilla;PSF;Python Software Foundation;Unlicense
# igraph: GPL 2 or later, called as a library, not part of what plantext hands on; atheris: Apache 2.0, which its metadata leave out
KNOWN_LICENCES := igraph atheris

.DEFAULT_GOAL := help
.PHONY: help figures test quick lint browser docs lab tables travel travel-versions travel-arm64 pins audit fuzz soak clean

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/' | expand -t 26

figures: $(READY) ## run the notebooks and write figures/ (the main job)
	@$(BIN)/plantext figures

test: $(READY) ## run the whole test suite
	@echo "Running the tests (some minutes: the notebooks are executed too)"
	@$(BIN)/python -m pytest --numprocesses=logical --dist=loadfile --no-loadscope-reorder
	@echo "Tests passed: $(CURDIR)/tests"

quick: $(READY) ## run the unit tests alone (six minutes): no browser, no notebooks, nothing that is built or killed
	@$(BIN)/python -m pytest --numprocesses=logical --dist=loadfile --no-loadscope-reorder -m "not soak and not browser and not notebooks and not slow"

browser: ## install what the browser tests want, where that can be done: Chromium, a Japanese face, axe-core
	@command -v chromium >/dev/null || { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null 2>&1; } || \
	  echo "Chromium could not be installed; the browser tests will skip."
	@[ -e node_modules/axe-core ] || { command -v npm >/dev/null && npm install --no-save --no-package-lock --silent axe-core@4 >/dev/null 2>&1; } || \
	  echo "axe-core could not be installed; the accessibility test will skip."

lint: $(READY) ## check style, types and that notebooks are committed without outputs
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/nbstripout --verify notebooks/*.ipynb

docs: $(READY) ## build the documentation into site/ and check its links (without a network)
	@rm -rf site .doctrees
	@$(BIN)/python -m sphinx -q -W --keep-going -d .doctrees docs site
	@$(BIN)/python docs/site_parts/check.py site
	@echo "Documentation built: $(CURDIR)/site/index.html"

lab: $(READY) ## open JupyterLab on notebooks/
	@$(BIN)/jupyter lab --notebook-dir=notebooks

tables: $(READY) ## extract the remote documents at hand again and rewrite their tables in corpus/
	@PLANTEXT_DATA=$${PLANTEXT_DATA:-../shared/corpus} $(BIN)/python -m tools.ship
	@PLANTEXT_DATA=$${PLANTEXT_DATA:-../shared/corpus} $(BIN)/python -m tools.commitments

travel: $(READY) ## make tables and figures under other settings (kernels, seeds, locales, paths) and compare
	@$(BIN)/python -m tools.travel settings

travel-versions: $(READY) ## the same with the lowest and newest versions allowed (PYTHONS="3.11 3.12 3.13"), and the fast tests
	@$(BIN)/python -m tools.travel versions $(or $(PYTHONS),3.11 3.12 3.13)

travel-arm64: $(READY) ## the same on an emulated ARM64 processor (Debian's qemu-user-static and debootstrap, as root)
	@$(BIN)/python -m tools.travel arm64

pins: ## bring requirements.txt and constraints.txt in step with pyproject.toml (UPGRADE=1: newest versions)
	@set -e; room=$$(mktemp -d); trap 'rm -rf "$$room"' EXIT; \
	  $(PYTHON) -m venv "$$room/venv"; "$$room/venv/bin/python" -m pip install --quiet uv; \
	  resolve() { "$$room/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --extra dev \
	    --no-annotate --no-header $(if $(UPGRADE),--upgrade) pyproject.toml "$$@"; }; \
	  for file in requirements.txt constraints.txt; do sed '/^[^#]/,$$d' $$file > "$$room/$$file.head"; done; \
	  cp requirements.txt "$$room/requirements"; resolve --generate-hashes -o "$$room/requirements"; \
	  cp "$$room/requirements" "$$room/constraints"; resolve --no-generate-hashes -o "$$room/constraints"; \
	  for file in requirements constraints; do \
	    cat "$$room/$$file.txt.head" "$$room/$$file" > "$$room/whole"; cp "$$room/whole" $$file.txt; done; \
	  echo "requirements.txt and constraints.txt written"

audit: $(READY) ## look up known vulnerabilities and check the licences of everything that is installed
	@set -e; room=$$(mktemp -d); trap 'rm -rf "$$room"' EXIT; \
	  $(PYTHON) -m venv "$$room/venv"; "$$room/venv/bin/python" -m pip install --quiet pip-audit pip-licenses; \
	  echo "Licences:"; "$$room/venv/bin/pip-licenses" --python=$(BIN)/python --from=mixed --summary \
	    --ignore-packages plantext $(KNOWN_LICENCES) --partial-match --allow-only="$(LICENCES)"; \
	  echo "Vulnerabilities:"; "$$room/venv/bin/pip-audit" --strict --require-hashes --disable-pip -r requirements.txt

fuzz: $(READY) ## search for inputs that break a reader, for ten minutes (FUZZ_SECONDS=600); exit status 1 if one is found
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e ".[fuzz]"
	@$(BIN)/python -m fuzz --seconds $${FUZZ_SECONDS:-600}

soak: $(READY) ## the long runs: 2,000 documents of mixed kinds and faults, and what else the suite leaves out
	@$(BIN)/python -m pytest -s -m soak

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) site .doctrees .mypy_cache .ruff_cache .pytest_cache

$(READY): pyproject.toml requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "plantext needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Installing plantext and its pinned dependencies into $(VENV) (some minutes, once)"
	@$(PYTHON) -m venv $(VENV) || { echo "Making the virtual environment failed; on Debian and Ubuntu install python3-venv."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
