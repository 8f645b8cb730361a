package perceptron

// Hash numbers a string, by the FNV-1a function
// (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv-17).
func Hash(s string) uint32 {
	h := Start
	for i := range len(s) {
		h = Next(h, s[i])
	}
	return h
}

// Start is the hash of the empty string.
const Start uint32 = 2166136261

// Next is the hash of a string that is one byte longer.
func Next(h uint32, b byte) uint32 { return (h ^ uint32(b)) * 16777619 }

// Feature is the key of a feature: the number of its template, and the hash of
// what stands there. It mixes all bits, as in the last step of MurmurHash3.
func Feature(template, value uint32) uint32 {
	h := value ^ template*0x9e3779b1
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

// Pair is the hash of two values in this order.
func Pair(a, b uint32) uint32 { return (a<<7|a>>25)*0x9e3779b1 ^ b }

// Bit is the value of a condition: 1 where it holds, else 0.
func Bit(yes bool) uint32 {
	if yes {
		return 1
	}
	return 0
}
