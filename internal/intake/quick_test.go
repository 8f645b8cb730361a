//go:build !soak

package intake_test

// records is how many TestManyRecords reads.
const records = 2_000
