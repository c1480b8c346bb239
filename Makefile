# The two commands a newcomer needs: `make site` and `make test`.
.PHONY: site test test-browser check lint build setup-build setup-test clean

CASEBOOK = .build/release/casebook

site: build ## Builds the program and the site of this repository
	@$(CASEBOOK) build
	@echo "打开 / open: file://$(CURDIR)/site/index.html"

build: setup-build
	@swift build -c release --product casebook

check: build ## Checks the content, writes nothing: make check FORMAT=github
	@$(CASEBOOK) check --format $(or $(FORMAT),human)

test: setup-test ## Sets up what the tests need and runs all of them
	swift test
	.venv/bin/python3 Tests/Recount/compare.py .build/debug/casebook --contents $(or $(CONTENTS),50)
	.venv/bin/python3 Tests/OpenData/check.py .build/debug/casebook
	CASEBOOK=.build/debug/casebook .venv/bin/python3 -m pytest -q Tests/Robust
	CASEBOOK=.build/debug/casebook .venv/bin/python3 -m pytest Tests/Browser

test-browser: setup-test build ## The built site in a browser, and its files before their judges
	CASEBOOK=$(CASEBOOK) .venv/bin/python3 -m pytest Tests/Browser

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks
	Tools/lint-layers

setup-build:
	@Tools/setup build

setup-test:
	@Tools/setup test

clean:
	rm -rf .build .venv
