# Two commands do the work: `make briefing` and `make test`. `make help` lists the others.
# Plain enough for GNU Make 3.81, which macOS carries. Paths are relative, so the folder's own path may hold a space.

PYTHON ?= python3
RELEASE =
DRAFT =
RUNS = 3
EVERY = 1
UPGRADE =

BIN = .venv/bin
PIP = $(BIN)/python -m pip --quiet --disable-pip-version-check
# The release that is built: the one named on the command line, else the one of config.yaml.
NAME = $(or $(RELEASE),$(shell sed -n 's/^release:[[:space:]]*\([a-z0-9_-]*\).*/\1/p' config.yaml))

.PHONY: help briefing test check fix methods bench bench-protect lock mutate spss clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F '|' '{printf "%-18s %s\n", $$1, $$2}'
	@echo "  Another release:   make briefing RELEASE=name      another Python:   make briefing PYTHON=python3.13"
	@echo "  A draft, with the sentences marked that the data do not support:   make briefing DRAFT=1"

briefing: .venv/.installed ## build the briefing and everything beside it
	@$(BIN)/python tools/build.py $(if $(RELEASE)$(DRAFT),--config $(if $(RELEASE),release=$(RELEASE)) $(if $(DRAFT),draft=true))

test: .venv/.installed-dev ## run every check and every test
	@status=0; $(MAKE) --no-print-directory check || status=1; $(BIN)/python -m pytest || status=1; exit $$status

check: .venv/.installed-dev ## look at style and types, change nothing
	@status=0; $(BIN)/ruff check . || status=1; $(BIN)/ruff format --check . || status=1; \
	  $(BIN)/mypy || status=1; exit $$status

fix: .venv/.installed-dev ## mend what can be mended: style, import order, the key tables of docs/study-files.md, docs/methods.md
	@$(BIN)/ruff check --fix .; $(BIN)/ruff format .; $(BIN)/python tools/study_keys.py; \
	  $(BIN)/python tools/methods.py

methods: .venv/.installed ## write docs/methods.md again from the spec tests of the methods
	@$(BIN)/python tools/methods.py

bench: .venv/.installed-dev ## measure time and memory against the aims (RUNS=3)
	@$(BIN)/python tools/bench.py --runs $(RUNS)

bench-protect: .venv/.installed ## time of secondary suppression against the number of linked counts (MOST=20000)
	@$(BIN)/python tools/bench_protection.py $(if $(MOST),--most $(MOST))

lock: ## write both locks from pyproject.toml again (needs uv; UPGRADE=--upgrade for newer versions)
	uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" $(UPGRADE) --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --constraint requirements.lock $(UPGRADE) --extra build --extra dev \
	  pyproject.toml -o requirements-dev.lock

mutate: .venv/.installed-dev ## change software, declarations and cases on purpose, and report what no check notices (EVERY=1)
	@$(BIN)/python tools/mutate.py --every $(EVERY)

spss: .venv/.installed ## count every statistic again with GNU PSPP (which must be installed), and compare
	@$(BIN)/python tools/build.py spss $(if $(RELEASE),--config release=$(RELEASE))

clean: ## remove what was built for the release (never a real release's extracts)
	@case "$(NAME)" in "" | *[!a-z0-9_-]*) echo "'$(NAME)' is not the name of a release"; exit 1;; esac
	rm -rf "results/$(NAME)" "data/processed/$(NAME)" "logs/$(NAME)" data/raw/synthetic build

# The environment. A stamp says that it is whole; a new lock or pyproject.toml brings it up to date.
.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1 | head -n 1)."; \
	  echo "Name another one, for instance: make briefing PYTHON=python3.13"; exit 1; }
	@echo "Preparing .venv from requirements.lock (once; a minute or two, most of it downloads) ..."
	@$(PYTHON) -m venv .venv
	@# setuptools first: what has no wheel is built with it, so that nothing comes without a hash.
	@awk '/^[^ #]/ {mine = /^setuptools==/} mine' requirements.lock > .venv/build.lock
	@$(PIP) install --require-hashes -r .venv/build.lock
	@$(PIP) install --require-hashes --no-build-isolation --use-pep517 -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch .venv/.installed

.venv/.installed-dev: .venv/.installed requirements-dev.lock
	@echo "Adding what the tests need, from requirements-dev.lock (once) ..."
	@$(PIP) install --require-hashes --no-build-isolation --use-pep517 -r requirements-dev.lock
	@touch .venv/.installed-dev
