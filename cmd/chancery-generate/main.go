// Command chancery-generate writes invented reports to a folder, to measure the
// program with.
//
//	chancery-generate FOLDER COUNT
//
// The same count gives the same reports; docs/performance.md says more.
package main

import (
	"fmt"
	"os"
	"strconv"

	"chancery/internal/eval/generate"
)

const seed = 1

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "chancery-generate:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("usage: chancery-generate FOLDER COUNT")
	}
	count, err := strconv.Atoi(args[1])
	if err != nil {
		return fmt.Errorf("how many reports: %w", err)
	}
	for r := range generate.Reports(seed, count) {
		if err := r.Write(args[0]); err != nil {
			return err
		}
	}
	return nil
}
