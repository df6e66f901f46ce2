# What a developer runs. `make check` is what .ci/run runs.

GO ?= go

.PHONY: build test check bench gen rule javac treesitter sarif fuzz

build: ## bin/arklint
	$(GO) build -o bin/arklint ./cmd/arklint

test: ## what the README promises: Go alone is enough
	$(GO) test ./...

check: ## vet, lint, race tests, generated files current, the oracles
	.ci/check

gen: ## everything that is generated from something else
	cd rules/all && $(GO) run gen.go
	$(GO) run ./cmd/arklint rules --format markdown > rules/README.md

bench: ## make bench [ARGS="DIR..."]: ratios and budgets of architecture.md 6
	.ci/bench $(ARGS)

rule: ## make rule NAME=some-hazard: the folder of a new rule
	$(GO) run ./rules/all/new.go $(NAME)

javac: ## the Java parser against javac over real trees: make javac TREES=dir:dir
	ARKLINT_REQUIRE_JAVAC=1 ARKLINT_JAVA_TREES="$(TREES)" $(GO) test ./scanner/internal/javasrc -run Javac -v

treesitter: ## broken files against tree-sitter (needs a C compiler)
	$(GO) test -tags treesitter ./scanner/internal/javasrc/...

fuzz: ## each fuzz target for a minute
	.ci/fuzz
