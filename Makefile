# tnorm - clean text out of a raw scrape.  GNU make; `make help` lists the targets.
#
# One makefile, no recursion.  Whatever is built belongs to a configuration (release, asan, clang, mutant): a
# compiler and its flags.  Its objects live in build/NAME-HASH/, the hash taken over both, so that objects of
# different flags never mix and a change of CFLAGS needs no `make clean`.

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules
all:

# ---------------------------------------------------------------- what one may set

ifeq ($(origin CC),default)
CC := cc
endif
HOSTCC ?= $(CC)
CLANG ?= clang
RE2C ?= re2c
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
DESTDIR ?=
# where the scorers and their data are, and the standard's entities.json for `make tables`
EVAL ?= ../shared/eval
ENTITIES ?= ../shared/data/entities/named.json
# the encoding standard's own files, for `make tables` as well; without them its tables stay as they are
ENCODINGS ?=
INDEXES ?=
# of the cases of `make conformance` that take long, one in so many; 1 for all
EVERY ?= 5
# bytes of a hostile shape, for `make shapes`
SIZE ?= 100M
# how long `make fuzz` goes on
SECONDS ?= 600

# `make conformance`: options of each scorer, thresholds among them
SCORERS := entities normalization utf8 mojibake cleantext
SCORE_entities := --args=--boilerplate=off --min 1 --min-broken 1
SCORE_normalization := --min 1
SCORE_utf8 := --min 1
SCORE_mojibake := --min 0.99 --max-false 1
SCORE_cleantext := --max 0

# ---------------------------------------------------------------- what there is

PROGRAM_C := $(wildcard src/main.c src/cli*.c)
LIBRARY_C := $(filter-out $(PROGRAM_C),$(wildcard src/*.c))
# a .re that starts with an underscore is only included by others, and letters.re becomes a program that prints a table
GRAMMAR := $(filter-out lexer/_% lexer/letters.re,$(wildcard lexer/*.re))
GRAMMAR_PARTS := $(wildcard lexer/_*.re)
GENERATED_C := $(GRAMMAR:lexer/%.re=build/gen/%.c)
GENERATED := $(GENERATED_C) build/gen/form_tables.h build/gen/starts.h build/gen/words.h build/gen/categories.h build/gen/letter_table.h \
	build/gen/kind_table.h
TEST_C := $(wildcard tests/test_*.c)
SUPPORT_C := $(wildcard tests/support*.c)
TEST_SH := $(wildcard tests/run_*.sh)

ABI := 0
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
STANDARD := -std=c11 -D_POSIX_C_SOURCE=200809L
# one set of objects serves libtnorm.a, libtnorm.so and the program
ALWAYS := $(STANDARD) -fPIC -fvisibility=hidden $(WARNINGS)
INCLUDES := -Isrc -Ilexer -Ibuild/gen
# the program's threads; the library has none
THREADS := -pthread
# Read when a test is linked: Check may just have been installed.
CHECK_LIBS = $(shell pkg-config --libs check 2>/dev/null || echo -lcheck -lsubunit -lm -lrt -lpthread)

## all: build/tnorm, build/libtnorm.a and build/libtnorm.so (what plain `make` does; it installs nothing)
.PHONY: all
all: build/tnorm build/libtnorm.a build/libtnorm.so build/libtnorm.so.$(ABI)

# ---------------------------------------------------------------- packages

# Names are Debian's.  A package counts as there if its probe succeeds, whoever installed it.
DEPS_BUILD := gcc libc6-dev re2c libutf8proc-dev zlib1g-dev libbrotli-dev libzstd-dev libuchardet-dev
DEPS_CHECK := check python3
DEPS_VALGRIND := valgrind
DEPS_CLANG := clang
DEPS_DATA := python3 zstd time
DEPS_LINT := clang-format clang-tidy cppcheck shellcheck mandoc

has_header = echo '\#include <$(1)>' | $(CC) -E -x c -
PROBE_gcc = command -v $(firstword $(CC))
PROBE_libc6-dev = $(call has_header,stdio.h)
PROBE_libutf8proc-dev = $(call has_header,utf8proc.h)
PROBE_zlib1g-dev = $(call has_header,zlib.h)
PROBE_libbrotli-dev = $(call has_header,brotli/decode.h)
PROBE_libzstd-dev = $(call has_header,zstd.h)
PROBE_libuchardet-dev = $(call has_header,uchardet/uchardet.h)
PROBE_check = $(call has_header,check.h)
PROBE_python3-numpy = python3 -c "import numpy"
# not the keyword of that name that some shells have
PROBE_time = test -x /usr/bin/time
probe = $(or $(PROBE_$(1)),command -v $(1))

# The targets that install what they lack.  All others take the machine as it is.
NEEDS_demo := $(DEPS_BUILD)
NEEDS_check := $(DEPS_BUILD) $(DEPS_CHECK)
NEEDS_asan := $(NEEDS_check)
NEEDS_tsan := $(NEEDS_check)
NEEDS_valgrind := $(NEEDS_check) $(DEPS_VALGRIND)
NEEDS_clang := $(NEEDS_check) $(DEPS_CLANG)
NEEDS_fuzz := $(NEEDS_clang)
NEEDS_lint := $(NEEDS_check) $(DEPS_LINT)
NEEDS_bench := $(DEPS_BUILD) $(DEPS_DATA)
NEEDS_shapes := $(NEEDS_bench)
NEEDS_jobs := $(NEEDS_bench)
NEEDS_conformance := $(NEEDS_bench) wget
NEEDS_train := $(DEPS_BUILD) python3-numpy zstd
NEEDS_negative := $(DEPS_BUILD) python3
NEEDS_deps := $(sort $(NEEDS_valgrind) $(NEEDS_clang) $(NEEDS_lint) $(NEEDS_conformance))
NEEDS := $(sort $(foreach goal,$(MAKECMDGOALS),$(NEEDS_$(goal))))

# What is first in every chain of rules waits for this: nothing is compiled before all is installed.
FIRST := $(if $(NEEDS),packages)

# Expanded when the recipe runs, so the probes see the machine as it is then.
MISSING = $(strip $(foreach p,$(NEEDS),$(shell { $(call probe,$(p)); } >/dev/null 2>&1 || echo $(p))))

# What can be done without: gzip, brotli, zstd, and the detection of encodings.  Targets that install what they lack
# have it.
has = $(if $(NEEDS),yes,$(shell { $(PROBE_$(1)); } >/dev/null 2>&1 && echo yes))
WITH_ZLIB ?= $(call has,zlib1g-dev)
WITH_BROTLI ?= $(call has,libbrotli-dev)
WITH_ZSTD ?= $(call has,libzstd-dev)
WITH_UCHARDET ?= $(call has,libuchardet-dev)
OPTIONAL := $(if $(WITH_ZLIB),-DTN_ZLIB) $(if $(WITH_BROTLI),-DTN_BROTLI) $(if $(WITH_ZSTD),-DTN_ZSTD) \
	$(if $(WITH_UCHARDET),-DTN_UCHARDET)
LIBRARIES := -lutf8proc $(if $(WITH_ZLIB),-lz) $(if $(WITH_BROTLI),-lbrotlidec) $(if $(WITH_ZSTD),-lzstd) \
	$(if $(WITH_UCHARDET),-luchardet)

.PHONY: packages
packages:
	@missing='$(MISSING)'; \
	[ -n "$$missing" ] || exit 0; \
	sudo=; [ "$$(id -u)" = 0 ] || sudo=$$(command -v sudo) || sudo=none; \
	if ! command -v apt-get >/dev/null || [ "$$sudo" = none ]; then \
	    echo "missing, please install (Debian's names): $$missing" >&2; exit 1; \
	fi; \
	echo "installing: $$missing"; \
	$$sudo apt-get -q update; \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $$missing

## deps: install whatever any target needs and is missing: apt-get as root or with sudo, else name it and stop
.PHONY: deps
deps: packages

# ---------------------------------------------------------------- generated sources

RE2C_FLAGS := -W -Werror -b -c -i --no-generation-date --no-version -I build/gen -I lexer

# What runs on the building machine, once; to optimize it would take longer than that does.
HOST_COMPILE = $(HOSTCC) $(STANDARD) $(WARNINGS) $(INCLUDES)

# Unicode classes come from the very library that normalizes.
build/gen/classes: lexer/classes.c lexer/decompose.h | $(FIRST)
	@mkdir -p $(@D)
	$(HOST_COMPILE) $< -lutf8proc -o $@

build/gen/classes.re: build/gen/classes
	build/gen/classes > $@

# And so do the tables of normalization.
build/gen/forms: lexer/forms.c lexer/decompose.h src/forms.h | $(FIRST)
	@mkdir -p $(@D)
	$(HOST_COMPILE) $< -lutf8proc -o $@

build/gen/form_tables.h: build/gen/forms
	build/gen/forms > $@

# Which bytes a phrase can begin with: asked of the grammar of phrases itself.
build/gen/starts: lexer/starts.c lexer/start_key.h build/gen/phrases.c | $(FIRST)
	$(HOST_COMPILE) $< -o $@

build/gen/starts.h: build/gen/starts
	build/gen/starts > $@

# And which a word of furniture can begin with, likewise.
build/gen/words: lexer/words.c lexer/word_key.h src/furniture.h build/gen/furniture.c | $(FIRST)
	$(HOST_COMPILE) $< -lutf8proc -o $@

build/gen/words.h: build/gen/words
	build/gen/words > $@

# The general categories of most characters, from that library, too.
build/gen/categories: lexer/categories.c src/category.h | $(FIRST)
	@mkdir -p $(@D)
	$(HOST_COMPILE) $< -lutf8proc -o $@

build/gen/categories.h: build/gen/categories
	build/gen/categories > $@

# What kinds of characters most text is made of.
build/gen/kinds: lexer/kinds.c src/kind_of.h src/kinds.h src/letters.h src/utf8.h | $(FIRST)
	@mkdir -p $(@D)
	$(HOST_COMPILE) $< -o $@

build/gen/kind_table.h: build/gen/kinds
	build/gen/kinds > $@

# Which letters no rule is about, and which marks stay behind them: asked of the classes of the grammar and the tables of
# normalization.
build/gen/letters: build/gen/letters.c src/letters.h src/utf8.h src/forms.c src/forms.h build/gen/form_tables.h | $(FIRST)
	$(HOST_COMPILE) $< src/forms.c -o $@

build/gen/letter_table.h: build/gen/letters
	build/gen/letters > $@

build/gen/%.c: lexer/%.re $(GRAMMAR_PARTS) build/gen/classes.re | $(FIRST)
	$(RE2C) $(RE2C_FLAGS) $< -o $@

.SECONDARY: $(GENERATED_C)

## tables: write the tables in lexer/ anew: from Python's codecs, the HTML standard's table, ENTITIES=PATH, and the encoding standard's encodings.json and indexes.json, ENCODINGS=PATH INDEXES=PATH
.PHONY: tables
tables:
	lexer/encodings.py lexer/encodings.h lexer/_encodings.re lexer/cyrillic.h lexer/alphabets.h
	@mkdir -p build
	$(if $(ENCODINGS),lexer/charsets.py $(ENCODINGS) $(INDEXES) lexer/_labels.re lexer/differences.h)
	lexer/references.py $(ENTITIES) > build/references.h.new
	mv build/references.h.new lexer/references.h

# ---------------------------------------------------------------- configurations

# $(call configuration,NAME,COMPILER,FLAGS,GRAMMAR): rules for all that can be built in it; NAME_DIR is where.  GRAMMAR names
# the configuration whose objects of generated C serve it, too, if its flags make no difference to them: they take long.
define configuration
$(1)_DIR := build/$(1)-$(shell printf '%s' '$(2) $(3) $(ALWAYS) $(OPTIONAL) $(CPPFLAGS) $(LDFLAGS)' | cksum | cut -d' ' -f1)
$(1)_COMPILE = $(2) $(ALWAYS) $(OPTIONAL) $(3) $(INCLUDES) $(CPPFLAGS) -MMD -MP
$(1)_LINK = $(2) $(3) $(LDFLAGS)
$(1)_LIBRARY := $$(LIBRARY_C:%.c=$$($(1)_DIR)/%.o) $$(GENERATED_C:build/%.c=$$($(or $(4),$(1))_DIR)/%.re.o)
$(1)_PROGRAM := $$(PROGRAM_C:%.c=$$($(1)_DIR)/%.o)
$(1)_SUPPORT := $$(SUPPORT_C:%.c=$$($(1)_DIR)/%.o)
$(1)_TESTS := $$(TEST_C:%.c=$$($(1)_DIR)/%)

# A generated header may be included: all sources are generated before the first is compiled.  What they become has the name of the
# grammar, as src/text.c and lexer/text.re are both in the library.
$$($(1)_DIR)/src/%.o: src/%.c | $(FIRST) $(GENERATED)
	@mkdir -p $$(@D)
	$$($(1)_COMPILE) -c $$< -o $$@
$$($(1)_DIR)/gen/%.re.o: build/gen/%.c | $(FIRST) $(GENERATED)
	@mkdir -p $$(@D)
	$$($(1)_COMPILE) -c $$< -o $$@
$$($(1)_DIR)/tests/%.o: tests/%.c | $(FIRST) $(GENERATED)
	@mkdir -p $$(@D)
	$$($(1)_COMPILE) -Itests -c $$< -o $$@

$$($(1)_DIR)/libtnorm.a: $$($(1)_LIBRARY)
	@rm -f $$@
	$$(AR) rcs $$@ $$^
$$($(1)_DIR)/libtnorm.so: $$($(1)_LIBRARY)
	$$($(1)_LINK) -shared -Wl,-soname,libtnorm.so.$(ABI) -Wl,-z,defs $$^ $(LIBRARIES) -o $$@
$$($(1)_DIR)/tnorm: $$($(1)_PROGRAM) $$($(1)_DIR)/libtnorm.a
	$$($(1)_LINK) $(THREADS) $$^ $(LIBRARIES) -o $$@
$$($(1)_TESTS): %: %.o $$($(1)_SUPPORT) $$($(1)_DIR)/libtnorm.a
	$$($(1)_LINK) $$^ $$(CHECK_LIBS) $(LIBRARIES) -o $$@

.SECONDARY: $$($(1)_TESTS:%=%.o) $$($(1)_SUPPORT)
-include $$(wildcard $$($(1)_DIR)/*/*.d)
endef

SANITIZE := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

$(eval $(call configuration,release,$(CC),$(CFLAGS)))
$(eval $(call configuration,asan,$(CC),$(SANITIZE)))
$(eval $(call configuration,clang,$(CLANG),$(CFLAGS)))
# one rule broken on purpose, see "mutant" below
$(eval $(call configuration,mutant,$(CC),$(CFLAGS) -DTN_MUTANT,release))
# input is cut into small pieces, so that workers meet many cuts in little text
$(eval $(call configuration,pieces,$(CC),$(CFLAGS) -DTN_SMALL_PIECES,release))
$(eval $(call configuration,tsan,$(CC),-O1 -g -fsanitize=thread -DTN_SMALL_PIECES))
# which way a text takes through the grammars counts as well; they take too long under the other sanitizers
FOLLOWED := -O1 -g -fsanitize=fuzzer-no-link
$(eval $(call configuration,followed,$(CLANG),$(FOLLOWED)))
$(eval $(call configuration,fuzz,$(CLANG),$(FOLLOWED) $(filter -f%,$(SANITIZE)),followed))

# What users take is a copy of the release configuration's; build/current names the one that was copied.
build/tnorm build/libtnorm.a build/libtnorm.so: build/%: $(release_DIR)/% build/current
	@cp -f $< $@

# By this name a program that was linked with it asks for it.
build/libtnorm.so.$(ABI): build/libtnorm.so
	@ln -sf $(<F) $@

build/current: FORCE
	@mkdir -p $(@D)
	@echo '$(release_DIR)' | cmp -s - $@ || echo '$(release_DIR)' > $@

.PHONY: FORCE
FORCE:

# ---------------------------------------------------------------- trying it

## demo: install what is missing for building, build, and show a scrape before and after
.PHONY: demo
demo: build/tnorm
	@printf '%s\n' '---------------- a scrape, tests/demo/scrape.txt' ''
	@cat tests/demo/scrape.txt
	@printf '\n%s\n\n' '---------------- the same after build/tnorm'
	@build/tnorm < tests/demo/scrape.txt

# ---------------------------------------------------------------- tests

# $(call run_tests,NAME,SCRIPTS): runs the test programs of a configuration, and scripts, two at once, those first that take
# long; goes on after a failure.  Tests see TNORM, the program, and TNORM_CONF, the configuration (under a sanitizer or
# valgrind memory cannot be measured, and effort is better kept small).
LONG := %/run_jobs.sh %/run_containers.sh %/test_properties %/test_charset %/test_pieces
longest_first = $(filter $(LONG),$(1)) $(filter-out $(LONG),$(1))
run_tests = export TNORM='$(CURDIR)/$($(1)_DIR)/tnorm'; \
	tests/in_parallel.sh 2 $(patsubst %,'bash %',$(call longest_first,$(2))) $(call longest_first,$($(1)_TESTS)); failed=$$?; \
	passed=$$(($(words $($(1)_TESTS)) + $(words $(2)) - failed))

# The last line, and the verdict: no test at all is a failure too.
verdict = echo "$$passed passed, $$failed failed"; [ "$$failed" = 0 ] && [ "$$passed" -gt 0 ]

# A test that cannot fail is worse than none: the golden cases must notice -DTN_MUTANT.
mutant = echo '== tests/run_golden.sh must fail on a program with a broken rule'; \
	if out=$$(TNORM='$(CURDIR)/$(mutant_DIR)/tnorm' TNORM_CONF=mutant bash tests/run_golden.sh 2>&1); then \
	    failed=$$((failed + 1)); echo 'FAILED: it passes'; \
	elif [ ! -f tests/run_golden.sh ]; then \
	    failed=$$((failed + 1)); echo 'FAILED: there is no tests/run_golden.sh'; \
	else \
	    passed=$$((passed + 1)); echo "it does: $$(printf '%s\n' "$$out" | tail -n 1)"; \
	fi

## check: install what tests need, build and run them
.PHONY: check
check: all $(release_DIR)/tnorm $(release_TESTS) $(mutant_DIR)/tnorm $(pieces_DIR)/tnorm
	@export TNORM_CONF=release TNORM_PIECES='$(CURDIR)/$(pieces_DIR)/tnorm'; $(call run_tests,release,$(TEST_SH)); $(mutant); $(verdict)

# Nothing forks here, as that takes long under a sanitizer; so no test is stopped for taking too long, which check sees.  The
# golden cases are test_golden's, in one process.
## asan: the same tests under AddressSanitizer, UndefinedBehaviorSanitizer and LeakSanitizer
.PHONY: asan
asan: $(asan_DIR)/tnorm $(asan_TESTS)
	@export TNORM_CONF=asan CK_FORK=no JOBS_ROUNDS=20 \
	    ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1 \
	    UBSAN_OPTIONS=print_stacktrace=1; \
	$(call run_tests,asan,$(filter-out %/run_golden.sh,$(TEST_SH))); $(verdict)

## tsan: the tests of --jobs under ThreadSanitizer
.PHONY: tsan
tsan: $(tsan_DIR)/tnorm
	@TNORM='$(CURDIR)/$(tsan_DIR)/tnorm' TNORM_CONF=tsan JOBS_ROUNDS=20 TSAN_OPTIONS=halt_on_error=1 bash tests/run_jobs.sh

$(fuzz_DIR)/fuzz: $(fuzz_DIR)/tests/fuzz.o $(fuzz_SUPPORT) $(fuzz_DIR)/libtnorm.a
	$(fuzz_LINK) -fsanitize=fuzzer $^ $(CHECK_LIBS) $(LIBRARIES) -o $@

# Leaks are asan's: what is allocated for a converter stays for the next text.
## fuzz: the promises on what libFuzzer makes of the golden cases in SECONDS (600); what it finds is kept in build/corpus for the next time
.PHONY: fuzz
fuzz: $(fuzz_DIR)/fuzz
	@mkdir -p build/corpus
	ASAN_OPTIONS=detect_leaks=0 $< -max_total_time=$(SECONDS) -max_len=8192 -timeout=20 -verbosity=0 -artifact_prefix=build/ build/corpus tests/golden

VALGRIND := valgrind --quiet --suppressions=tests/valgrind.supp --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect

## valgrind: the test programs and a run of the program itself under valgrind
.PHONY: valgrind
valgrind: $(release_DIR)/tnorm $(release_TESTS)
	@export TNORM_CONF=valgrind CK_FORK=no CK_TIMEOUT_MULTIPLIER=50 TNORM='$(CURDIR)/$(release_DIR)/tnorm'; \
	printf '%s\n' $(release_TESTS) | xargs -n 1 -P 2 $(VALGRIND) && \
	$(VALGRIND) $(release_DIR)/tnorm tests/demo/scrape.txt >/dev/null && \
	echo '$(words $(release_TESTS)) test programs and a run of tnorm passed'

## clang: build all with clang, and run the golden cases on what it made
.PHONY: clang
clang: $(clang_DIR)/tnorm $(clang_DIR)/libtnorm.so $(clang_TESTS)
	@TNORM='$(CURDIR)/$(clang_DIR)/tnorm' TNORM_CONF=clang bash tests/run_golden.sh

## jobs: the speed of -j 2 beside that of -j 1, and of two -j 1 at once, on 1 GB of JSON Lines; FILE=PATH for your own
.PHONY: jobs
jobs: build/tnorm
	bench/jobs.sh $(FILE)

## bench: the speed of build/tnorm beside that of tr on the same bytes; FILE=PATH for bytes of your own
.PHONY: bench
bench: build/tnorm
	bench/run.sh $(FILE)

## shapes: memory and time on hostile inputs of SIZE bytes (100M) and twice that
.PHONY: shapes
shapes: build/tnorm
	bench/shapes.sh $(SIZE)

# Two at once, those first that take long; of what is built in very many variants, fewer.
FEWER = $(shell expr 2 '*' $(EVERY) - 1)
CONFORMANCE = 'python3 tests/jobs_cases.py build/tnorm --data $(EVAL)/../data --every $(EVERY) --rounds 15' \
	$(foreach t,warc html,'python3 tests/$(t)_cases.py --tnorm build/tnorm --data $(EVAL)/../data --every $(FEWER)') \
	$(foreach t,jsonl charset,'python3 tests/$(t)_cases.py --tnorm build/tnorm --data $(EVAL)/../data --every $(EVERY)') \
	'python3 tests/promises_on_data.py build/tnorm $(EVAL)/../data $(EVERY)' \
	'python3 tests/mojibake_on_data.py build/tnorm $(EVAL)/../data' \
	$(foreach s,$(SCORERS),'python3 $(EVAL)/$(s).py --tnorm build/tnorm $(SCORE_$(s))') \
	'python3 tests/wget_cases.py --tnorm build/tnorm'

## conformance: the scorers of ../shared/eval against their thresholds, and tests on its data; skipped, and said so, where they are not
.PHONY: conformance
conformance: build/tnorm
	@if [ ! -d '$(EVAL)' ]; then echo 'conformance: SKIPPED, there is no $(EVAL)'; exit 0; fi; \
	export PYTHONDONTWRITEBYTECODE=1; \
	set -- $(CONFORMANCE); \
	tests/in_parallel.sh 2 "$$@"; failed=$$?; passed=$$(($$# - failed)); $(verdict)

build/features: bench/features.c $(release_DIR)/libtnorm.a
	$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) $(INCLUDES) $^ $(LIBRARIES) -o $@

build/boost.so: bench/boost.c
	$(CC) $(STANDARD) $(WARNINGS) -O3 -march=native -fPIC -shared $< -lm -lpthread -o $@

# Tables that are learned from other draws are as good by sites that were not seen, within 0.003; of three of pages this one keeps most of
# the listings in documentation that none has seen, and all golden documents.
SEED_text := 0
SEED_html := 3

## train: learn the tables of the model anew from ../shared/data, and judge them by sites that they have not seen
.PHONY: train
train: train-text train-html
.PHONY: train-text train-html
train-text train-html: train-%: build/features build/boost.so
	python3 bench/train.py --features build/features --boost build/boost.so --data '$(EVAL)/../data' --kind $* --folds 5 \
	    --seed $(SEED_$*) --write build/model_$*.h
	mv build/model_$*.h src/

## negative: false alarms on 200 MB of clean text in nearly 200 languages, fetched as Debian packages into build/
.PHONY: negative
negative: build/tnorm
	python3 tests/negative_corpus.py --optional -v

# ---------------------------------------------------------------- style and common mistakes

LINT_C = $(wildcard src/*.c lexer/*.c)
LINT_ALL = $(wildcard src/*.[ch] lexer/*.c tests/*.[ch])
LINT_SH = .ci/run $(wildcard bench/*.sh tests/*.sh)

## lint: clang-format, clang-tidy, cppcheck, shellcheck and mandoc, all without a complaint
.PHONY: lint
lint: $(GENERATED) | $(FIRST)
	clang-format --dry-run -Werror $(LINT_ALL)
	printf '%s\n' $(LINT_C) | xargs -n 1 -P 2 sh -c \
	    'clang-tidy --quiet "$$0" -- $(STANDARD) $(OPTIONAL) $(INCLUDES) 2>/dev/null'
	cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --suppress=missingIncludeSystem -D_POSIX_C_SOURCE=200809L $(INCLUDES) -Itests \
	    $(filter-out lexer/starts.c lexer/words.c,$(LINT_C)) $(wildcard tests/*.c) # these include automata: minutes
	shellcheck -x $(LINT_SH)
	mandoc -T lint -W warning src/tnorm.1

# ---------------------------------------------------------------- installing

bin := $(DESTDIR)$(PREFIX)/bin
lib := $(DESTDIR)$(PREFIX)/lib
include := $(DESTDIR)$(PREFIX)/include
man1 := $(DESTDIR)$(PREFIX)/share/man/man1

## install: program, libraries, header and man page to PREFIX (/usr/local), under DESTDIR if that is set
.PHONY: install
install: all
	install -d '$(bin)' '$(lib)' '$(include)' '$(man1)'
	install -m 755 build/tnorm '$(bin)/tnorm'
	install -m 644 build/libtnorm.a '$(lib)/libtnorm.a'
	install -m 755 build/libtnorm.so '$(lib)/libtnorm.so.$(ABI)'
	ln -sf libtnorm.so.$(ABI) '$(lib)/libtnorm.so'
	install -m 644 src/tnorm.h '$(include)/tnorm.h'
	install -m 644 src/tnorm.1 '$(man1)/tnorm.1'

## uninstall: take away what `make install` with the same PREFIX and DESTDIR put there
.PHONY: uninstall
uninstall:
	rm -f '$(bin)/tnorm' '$(lib)/libtnorm.a' '$(lib)/libtnorm.so.$(ABI)' '$(lib)/libtnorm.so'
	rm -f '$(include)/tnorm.h' '$(man1)/tnorm.1'

## clean: remove build/
.PHONY: clean
clean:
	rm -rf build

## help: this list
.PHONY: help
help:
	@sed -n 's/^## \([a-z]*\): /  \1\t/p' Makefile | while IFS='	' read -r target text; do \
	    printf '%-14s %s\n' "$$target" "$$text"; done
