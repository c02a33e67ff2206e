# newsloom: what to do with it. `make` lists the targets.
SHELL := /bin/bash
BUILD := build/dev
JOBS  ?= $(shell nproc)
DEMO_PORT ?= 8080

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## install the packages that building and testing need (Debian 12)
	@tools/install_packages.sh build

$(BUILD)/build.ninja: CMakePresets.json
	cmake --preset dev

build: setup $(BUILD)/build.ninja ## build the program and the tests
	cmake --build --preset dev --parallel $(JOBS)

demo: setup $(BUILD)/build.ninja ## build, show the stories of the bundled sample, serve them
	cmake --build --preset dev --parallel $(JOBS) --target newsloom
	@$(BUILD)/newsloom demo --port $(DEMO_PORT)

test: build ## build and run the quick tests
	cd $(BUILD) && ctest --output-on-failure --parallel $(JOBS)

run: $(BUILD)/build.ninja ## serve your own database on 127.0.0.1:8080
	cmake --build --preset dev --target newsloom && $(BUILD)/newsloom serve

golden: build ## renew the golden files; read the diff afterwards
	UPDATE_GOLDEN=1 $(BUILD)/tests/golden_test

format: ## put all sources into the project's format
	@git ls-files '*.h' '*.cc' | xargs clang-format -i

lint: ## check format and clang-tidy
	@tools/lint.sh

asan: ## all tests but the slow end-to-end ones under AddressSanitizer and UndefinedBehaviorSanitizer
	cmake --preset asan && cmake --build --preset asan --parallel $(JOBS) && cd build/asan && ctest --output-on-failure --parallel $(JOBS) -E e2e

tsan: ## the threaded tests under ThreadSanitizer
	cmake --preset tsan && cmake --build --preset tsan --parallel $(JOBS) --target contract_test newsloom_pipeline_test && cd build/tsan && ctest --output-on-failure --parallel $(JOBS) -R 'pipeline|contract'

fuzz: ## every fuzz target for FUZZ_SECONDS (60) on its kept inputs
	@tools/fuzz.sh

pages: build ## open the pages in headless Chromium
	@tools/install_packages.sh browser && tests/pages/run.sh $(BUILD)/newsloom

bench: ## speed of every part (see bench/README.md)
	cmake --preset bench && cmake --build --preset bench --parallel $(JOBS) && bench/speed/run.sh

install: build ## install to PREFIX (/usr/local)
	install -D -m 755 $(BUILD)/newsloom $(DESTDIR)$(or $(PREFIX),/usr/local)/bin/newsloom
	install -d $(DESTDIR)$(or $(PREFIX),/usr/local)/share/man/man1
	$(BUILD)/newsloom man > $(DESTDIR)$(or $(PREFIX),/usr/local)/share/man/man1/newsloom.1

clean: ## delete all that was built
	rm -rf build

.PHONY: help setup build demo test run golden format lint asan tsan fuzz pages bench install clean
