# The things one does every day; .ci/run is the whole gate.
.PHONY: test bench lint eval

test:
	go test -race -shuffle=on ./...

# The benchmarks of the working tree beside those of a commit, run in turn on
# this machine: make bench BASE=HEAD~1 PACKAGES=./internal/nlp/...
BASE ?= HEAD
PACKAGES ?= ./...
COUNT ?= 6
bench:
	BASE='$(BASE)' PACKAGES='$(PACKAGES)' COUNT='$(COUNT)' bash .ci/bench

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

eval:
	go run ./cmd/chancery eval --baseline eval/baseline.json
