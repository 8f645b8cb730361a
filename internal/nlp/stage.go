package nlp

import (
	"fmt"
	"slices"
)

// Check reports the first stage that requires something which neither the
// start nor an earlier stage assigns.
func Check(have []string, stages []Stage) error {
	have = slices.Clone(have)
	for _, s := range stages {
		for _, need := range s.Requires() {
			if !slices.Contains(have, need) {
				return fmt.Errorf("nlp: stage %s requires %s, which no stage before it assigns", s.Name(), need)
			}
		}
		have = append(have, s.Assigns()...)
	}
	return nil
}
