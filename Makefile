# Usher's everyday commands. Each prepares what it needs; a second run takes seconds.
python := .venv/bin/python

.PHONY: help setup run test check bench demo lock client fuzz

help:
	@echo "make run     set up, load a demo and serve it on http://127.0.0.1:8000 (other options: make run ARGS='--port 8001')"
	@echo "make test    set up and run every check and test (one room: make test TESTS=tests/tickets)"
	@echo "make check   style, types, floors, migrations, locks"
	@echo "make bench   measure"
	@echo "make demo    load the demo without serving it"
	@echo "make setup   only prepare: packages and assets"
	@echo "make client  write the Python client anew (clients/python)"
	@echo "make fuzz    made-up requests to every endpoint of the API"
	@echo "make lock    bring the locks in line with pyproject.toml (newest versions: make lock ARGS=--upgrade)"

setup:
	@scripts/environment requirements.lock
	@scripts/assets

run: setup
	@scripts/place
	@exec .venv/bin/usher serve --demo $(ARGS)

demo: setup
	@scripts/place
	@.venv/bin/usher demo

test: prepare-tests check
	$(python) -m pytest -n 2 --dist loadscope $(TESTS)

check: prepare-tests
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy --strict usher clients/python/usher_client
	$(python) -c 'from importlinter.cli import lint_imports_command as check; check()'
	scripts/migrations
	$(python) scripts/locks.py

# The Python client's types and methods, from the OpenAPI document.
client: prepare-tests
	$(python) -m scripts.client

# Made-up requests to every endpoint, more than the suite sends and others each time: make fuzz EXAMPLES=500 ARGS='-k labels'
fuzz: prepare-tests
	USHER_FUZZ=$(or $(EXAMPLES),100) $(python) -m pytest tests/api/test_openapi.py -k made_up $(ARGS)

bench: prepare-tests
	$(python) -m bench $(ARGS)

.PHONY: prepare-tests
prepare-tests:
	@scripts/environment requirements.lock requirements-test.lock
	@scripts/chromium
	@scripts/assets

# uv (https://docs.astral.sh/uv) resolves for all platforms at once, without writing down an index address.
uv := $(or $(shell command -v uv),.venv/bin/uv)
compile = $(uv) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $(ARGS)
lock:
	@$(uv) --version >/dev/null || { echo "usher: make lock needs uv (pip install uv)." >&2; exit 1; }
	$(compile) pyproject.toml --output-file requirements.lock
	$(compile) pyproject.toml --group test --constraint requirements.lock --output-file requirements-test.lock
