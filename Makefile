# Two commands matter: `make run` and `make test`. Both install what is missing first, and say what and why.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
CARGO_TARGET_DIR ?= target
ENV := . tools/env.sh &&

.PHONY: help run test dev picture bench release format lint unit browser site clean

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

release: ## One tar archive: the binary with everything inside, a systemd unit, the licence
	@tools/setup build
	@tools/site
	@tools/release

format: ## Format all code
	@$(ENV) cargo fmt --all

site: ## Build only what the browser gets
	@tools/setup build
	@tools/site

clean: ## Remove what was built
	@rm -rf target/site $(CARGO_TARGET_DIR)/front
	@cargo clean
