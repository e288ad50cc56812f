# Two commands: `make run` and `make test`. The rest is for those who work on it; `make help` lists everything.
PORT ?= 8080
DATA ?= run/demo
TEST_DATA ?= $(abspath ../shared/data)
PEERS ?= $(abspath ../shared/peers)
export PORT DATA TEST_DATA PEERS

.PHONY: help run test soak fuzz build check bench screenshots program everything
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

run: program ## install what is missing, build, serve a demonstration district (PORT=8080 DATA=run/demo)
	@node tools/run.mjs

test: ## install what is missing, build, run every test; last line 'N passed, N failed'
	@tools/install.sh run test
	@$(MAKE) --no-print-directory everything
	@node tools/run-tests.mjs

soak: ## the long storms: 500 people for 100 places on each engine, the power cut ten times; ten million pairs, a million vacancies
	@tools/install.sh run test
	@$(MAKE) --no-print-directory everything
	@PAIRS=10000000 build/release/antarkerja_tests -sf='*matching/tests/pairs_test.cpp,*matching/tests/country_test.cpp'
	@tools/with-postgres.sh node tests/load/booking_storm.mjs

fuzz: ## what reads strangers' bytes against invented ones: TIME=60 seconds each, TARGET= one of them
	@tools/install.sh run fuzz
	@$(MAKE) --no-print-directory program
	@tools/fuzz.sh $(TARGET)

build: program ## the program at build/release/antarkerja

check: ## format, static analysis, house arrows
	@tools/install.sh run test check
	@$(MAKE) --no-print-directory everything
	@tools/check.sh

bench: ## measure against the peers: NAME=booking|card|page|search|match|allocate
	@tools/install.sh run bench
	@$(MAKE) --no-print-directory program
	@node tools/bench.mjs "$(NAME)"

screenshots: ## every page, phone and desktop, light and dark, into screenshots/
	@tools/install.sh run test
	@$(MAKE) --no-print-directory program
	@node tools/screenshots.mjs

program:
	@tools/install.sh run
	@node tools/prepare.mjs
	@test -f build/release/build.ninja || cmake --preset release >build/configure.log || { cat build/configure.log; exit 1; }
	@ninja -C build/release antarkerja

everything:
	@node tools/prepare.mjs
	@test -f build/release/build.ninja || cmake --preset release >build/configure.log || { cat build/configure.log; exit 1; }
	@ninja -C build/release
