# Two commands matter: `make run` and `make test`. Both install what is missing first, and say what and why.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
CARGO_TARGET_DIR ?= target
ENV := . tools/env.sh &&

.PHONY: help run test lint unit browser dev picture bench deny release format site clean

help: ## Show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## Install what is missing, build, load the example content on first start, serve on http://127.0.0.1:3000
	@tools/setup build
	@tools/site
	@$(ENV) cargo build --release --package server
	@mkdir -p data
	@exec $(CARGO_TARGET_DIR)/release/dia serve --demo

test: ## Install what is missing, then everything: formatting, lints, unit and store tests, HTTP, browser, accessibility
	@tools/setup test
	@tools/site
	@tools/test

lint: ## The part of test that only reads: formatting, scripts, lints
	@tools/setup test
	@tools/test lint

unit: ## The part of test that runs code: unit, store and HTTP tests, the command line
	@tools/setup test
	@tools/site
	@tools/test unit

browser: ## The part of test that drives browsers and real clients
	@tools/setup test
	@tools/site
	@tools/test browser

dev: ## Rebuild and restart on every change
	@tools/setup build
	@tools/dev

picture: ## Renew the picture in README.md from the real page
	@tools/setup test
	@tools/site
	@$(ENV) cargo build --quiet --package server
	@$(ENV) DIA_BINARY=$(CARGO_TARGET_DIR)/debug/dia tools/with-server node end2end/readme_picture.mjs

bench: ## Measure speed and weight of a release build, each next to its raw limit
	@tools/setup bench
	@tools/site
	@tools/bench

deny: ## Check licences, sources and known weaknesses of all crates (builds cargo-deny once; asks RustSec)
	@tools/setup deny
	@$(ENV) cargo deny check

release: ## One tar archive: the binary with everything inside, a systemd unit, the licence
	@tools/setup build
	@tools/site
	@tools/release

format: ## Format all code, and the markup in it
	@tools/setup test
	@$(ENV) find app/src -name '*.rs' -print0 | xargs -0 leptosfmt --quiet
	@$(ENV) cargo fmt --all

site: ## Build only what the browser gets
	@tools/setup build
	@tools/site

clean: ## Remove what was built
	@rm -rf target/site $(CARGO_TARGET_DIR)/front
	@cargo clean
