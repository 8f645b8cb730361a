# The four things one does every day; .ci/run is the whole gate.
.PHONY: test bench lint eval

test:
	go test -race -shuffle=on ./...

bench:
	go test -run '^$$' -bench . -benchmem ./...

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

eval:
	go run ./cmd/chancery eval --baseline eval/baseline.json
