# The verbs of this project, the same for people and CI. Each sets up what it needs: on a fresh Debian only make and
# Python 3.11 must be there (as root, what venv lacks is installed by apt).

PYTHON ?= $(shell command -v python3.11 || command -v python3)
TREEBANKS ?= ../shared/data/treebanks
PYTEST ?=
BENCH ?=
EPOCHS ?=
# The lock file is made with the oldest Python that it must serve: Debian's.
LOCK_PYTHON ?= $(shell command -v /usr/bin/python3.11 || echo '$(PYTHON)')
PIP_TOOLS := 7.6.2
TORCH := 2.13.0

BIN := .venv/bin
READY := .venv/.ready
TRAIN := .venv-train/bin
TRAIN_READY := .venv-train/.ready
LOCK_READY := .venv-lock/.ready
MODEL := src/demarche/knowledge/models/en
INSTALL := install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types knowledge locked docs bench model lock clean

help:
	@echo 'make demo    code the sample documents and show their records'
	@echo 'make test    run all tests, those in the documentation too'
	@echo 'make check   lint, types, knowledge files, documentation, lock file'
	@echo 'make bench   measure speed, cold start, memory and the register: an hour'
	@echo 'make model   rebuild the language model from TREEBANKS=$(TREEBANKS)'
	@echo 'make docs    build the documentation into docs/_build/html'
	@echo 'make lock    renew requirements.lock after a change of the dependencies'
	@echo 'make clean   remove everything that was built or installed here'

demo: $(READY)
	$(BIN)/demarche code --format table tests/samples/*.json

test: $(READY)
	$(BIN)/python -m pytest --doctest-modules src tests $(PYTEST)

check: lint types knowledge locked docs

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

knowledge: $(READY)
	$(BIN)/demarche lint

locked: $(READY)
	$(BIN)/python .ci/lockfile.py

docs: $(READY)
	$(BIN)/sphinx-build -q -W --keep-going -E -b html docs docs/_build/html
	@echo 'docs/_build/html/index.html'

bench: $(READY)
	$(BIN)/python -m benchmarks $(BENCH)

model: $(TRAIN_READY)
	@test -d '$(TREEBANKS)' || { echo 'There are no treebanks in $(TREEBANKS): make model TREEBANKS=folder' >&2; exit 1; }
	$(TRAIN)/python -m training.train --treebanks '$(TREEBANKS)' --out build/model $(if $(EPOCHS),--epochs $(EPOCHS)) \
	  && $(TRAIN)/python -m training.export --weights build/model/network.pt --out $(MODEL) \
	  && $(TRAIN)/python -m training.evaluate --treebanks '$(TREEBANKS)'

lock: $(LOCK_READY)
	.venv-lock/bin/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --extra dev --extra docs --extra frames --extra html --extra postgres --build-deps-for editable \
	  --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv .venv-train .venv-lock build dist docs/_build docs/_generated .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What the verbs need. A stamp is renewed when the lock file or pyproject.toml is.

$(READY): requirements.lock pyproject.toml | $(BIN)/pip
	$(BIN)/pip $(INSTALL) --require-hashes -r requirements.lock
	$(BIN)/pip $(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# PyTorch is asked for exactly: a range would take the newest build, with gigabytes of GPU libraries.
$(TRAIN_READY): requirements.lock pyproject.toml | $(TRAIN)/pip
	@mkdir -p build
	sed -n 's/^\([A-Za-z0-9._-]*==[^ ]*\).*/\1/p' requirements.lock > build/constraints.txt
	$(TRAIN)/pip $(INSTALL) torch==$(TORCH)
	$(TRAIN)/pip $(INSTALL) -c build/constraints.txt -e '.[train]'
	@touch $@

$(LOCK_READY): Makefile
	$(MAKE) PYTHON='$(LOCK_PYTHON)' .venv-lock/bin/pip
	.venv-lock/bin/pip $(INSTALL) pip-tools==$(PIP_TOOLS)
	@touch $@

%/bin/pip:
	@test -n '$(PYTHON)' || { echo 'demarche needs Python 3.11 or newer, and there is none.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'demarche needs Python 3.11 or newer: make PYTHON=python3.11 …' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv; \
	  else \
	    echo 'This Python cannot make virtual environments. On Debian: sudo apt-get install python3-venv' >&2; exit 1; \
	  fi; }
	$(PYTHON) -m venv $*
