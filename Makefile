# `make demo` and `make test` do all set-up themselves; run again, they are quick.

.PHONY: demo test test-all lint format bench bench-page bench-scale bench-typography gallery rules setup setup-tests setup-all clean

demo: setup
	.venv/bin/publisher build

test: setup-tests lint
	.venv/bin/pytest -n auto

test-all: setup-all lint
	.venv/bin/pytest -n auto -m "slow or not slow"

lint: setup-tests
	.venv/bin/ruff check publisher tests
	.venv/bin/ruff format --check publisher tests
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache

format: setup
	.venv/bin/ruff check --fix publisher tests
	.venv/bin/ruff format publisher tests

bench: setup-tests
	.venv/bin/python tests/bench/run.py
	.venv/bin/python tests/bench/imposition.py
	.venv/bin/python tests/bench/preflight.py
	.venv/bin/python tests/bench/ebooks.py

bench-page: setup-tests
	.venv/bin/python tests/bench/page.py

bench-typography: setup-tests
	.venv/bin/python tests/bench/typography.py

bench-scale: setup-tests
	.venv/bin/python tests/bench/scale.py
	.venv/bin/python tests/bench/binding.py

gallery: setup-tests
	.venv/bin/python tests/gallery.py

rules: setup
	.venv/bin/publisher list rules --markdown > docs/rules.md.new && mv docs/rules.md.new docs/rules.md
	.venv/bin/publisher list checks --markdown > docs/preflight.md.new && mv docs/preflight.md.new docs/preflight.md

setup:
	@.ci/setup

setup-tests:
	@.ci/setup tests

setup-all: setup-tests
	@.ci/setup all

clean:
	rm -rf out/.cache .venv .mypy_cache .ruff_cache .pytest_cache
