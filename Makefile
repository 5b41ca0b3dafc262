# Every command of the repository; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test check unit browser lint format types bench soak screenshots boundaries fonts lock clean programs
.DEFAULT_GOAL := help

help: ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/run.stamp: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: $(VENV)/run.stamp ## Set up and run the dashboard (http://localhost:8501)
	$(BIN)/streamlit run dashboard.py $(if $(DATA),-- --data $(DATA))

test: $(VENV)/dev.stamp lint types programs unit browser ## Set up and run every check and test, the browser's too

programs: ## Install the programs that tests drive and read files with, where apt is there
	@tools/install_programs.sh nginx

check: $(VENV)/dev.stamp lint types unit ## The quick checks: lint, types, tests without a browser

unit: $(VENV)/dev.stamp ## Tests without a browser
	$(BIN)/python -m pytest -m "not browser" -n auto

browser: $(VENV)/dev.stamp programs ## Tests in a real browser
	$(BIN)/python -m pytest -m browser

lint: $(VENV)/dev.stamp ## Lint and check the format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/dev.stamp ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/dev.stamp ## Check the types
	$(BIN)/mypy

bench: $(VENV)/dev.stamp ## Run all benchmarks and write their tables into docs/ (half an hour)
	@tools/install_programs.sh haproxy
	$(BIN)/python -m benchmarks $(BENCH)

soak: $(VENV)/dev.stamp ## Half an hour of readers and programs while the data change (docs/reliability.md)
	$(BIN)/python -m benchmarks --only soak

screenshots: $(VENV)/dev.stamp programs ## Take screenshots of every page into build/screenshots
	$(BIN)/python tools/screenshots.py

boundaries: $(VENV)/dev.stamp ## Make static/boundaries.geojson anew (needs npm)
	$(BIN)/python tools/make_boundaries.py

fonts: $(VENV)/dev.stamp ## Make the fonts of files and slides anew
	$(BIN)/python tools/make_fonts.py

lock: ## Pin requirements.txt and requirements-dev.txt anew from pyproject.toml (needs uv)
	tools/lock.sh

clean: ## Remove what the commands made
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
