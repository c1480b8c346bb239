# The two commands a newcomer needs: `make site` and `make test`.
.PHONY: site dist test unit swift-tests program-tests recount open-data manual ci packed robust bounds pages word office printing fuzz asan tsan check format lint build setup-build setup-test clean

CASEBOOK = .build/release/casebook
PYTHON = .venv/bin/python3

site: build ## Builds the program and the site of this repository
	@$(CASEBOOK) build
	@echo "打开 / open: file://$(CURDIR)/site/index.html"

build: setup-build
	@swift build -c release --product casebook --disable-index-store

dist: setup-build ## Writes dist/: one static program for any Linux, packed, and its SHA-256
	@Tools/dist

check: build ## Checks the content, writes nothing: make check FORMAT=github
	@$(CASEBOOK) check --format $(or $(FORMAT),human)

test: setup-test ## Sets up what the tests need and runs all of them
	swift build --build-tests
	@$(MAKE) --no-print-directory -j2 --output-sync=target swift-tests program-tests

# The Swift tests that start no program, ask no oracle and build no sites.
UNIT = ^(Diagnostics|Bytes|FrontMatter|Markdown|Templates|SearchIndex|Privacy|OfficeFiles|Printing|Records|Statistics|Wording|Charts|OpenData|Import|Files)Tests\.

unit: ## Builds what has changed, and runs the Swift tests that take seconds
	swift build --build-tests
	swift test --skip-build --filter '$(UNIT)' --skip 'Oracle|Random|Differential|Documentation|Limits'

# The parts of `make test`. The release is built while the Swift tests run: the lock would make one wait for the other.
swift-tests: ## All Swift tests of the last debug build (swift build --build-tests)
	swift test --skip-build --ignore-lock
program-tests: recount open-data manual ci packed robust word office printing pages ## What tests the program as a whole
recount: build
	$(PYTHON) Tests/Recount/compare.py $(CASEBOOK) --contents $(or $(CONTENTS),50)
open-data: build
	$(PYTHON) Tests/OpenData/check.py $(CASEBOOK)
manual: build ## The examples of docs/zh/
	$(PYTHON) Tests/Manual/check.py $(CASEBOOK)
ci: build ## starter/ci.sh on scratch repositories
	CASEBOOK=$(CASEBOOK) $(PYTHON) -m pytest -q Tests/CI
packed: dist ## The packed program in an empty root
	CASEBOOK=$(CASEBOOK) $(PYTHON) -m pytest -q Tests/Dist
robust: build ## Kills and failures at system calls; all of them: ROBUST=all make robust
	CASEBOOK=$(CASEBOOK) $(PYTHON) -m pytest -q Tests/Robust
bounds: setup-test build ## The worst inputs; as large as they may be: BOUNDS=full make bounds
	CASEBOOK=$(CASEBOOK) $(PYTHON) -m pytest -q Tests/Bounds
word: build ## The Word files of briefings, as other programs read them, and what is read of theirs
	CASEBOOK=$(CASEBOOK) $(PYTHON) -m pytest -q Tests/Word
office: build ## Workbooks of other programs, and those that nobody's office makes
	CASEBOOK=$(CASEBOOK) $(PYTHON) -m pytest -q Tests/Office
pages: build
	CASEBOOK=$(CASEBOOK) $(PYTHON) -m pytest Tests/Browser

printing: build ## Measures printed briefings
	CASEBOOK=$(CASEBOOK) $(PYTHON) -m pytest -q Tests/Printing

fuzz: setup-build ## Fuzzes each way in: make fuzz SECONDS=3600
	Tools/fuzz $(or $(SECONDS),60)

asan tsan: setup-test ## The unit tests under the address or the thread sanitizer
	Tools/sanitized-tests $(if $(filter asan,$@),address,thread) $(FILTER)

format: ## Formats what `make lint` looks at
	swift format -i --recursive Package.swift Sources Tests Benchmarks

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks
	Tools/lint-layers
	Tools/list-built-in --check
	Tools/lint-comments

setup-build:
	@Tools/setup build

setup-test:
	@Tools/setup test

clean:
	rm -rf .build .venv dist
