package export

// stride is how many bytes lie between two noted counts: small enough that a
// look-up is quick, large enough that an index is a small part of its text.
const stride = 64

// pointIndex turns byte offsets of one text into offsets in Unicode code
// points without counting from the start each time.
type pointIndex struct {
	text  string
	noted []int // noted[i] is the number of code points before byte i*stride
}

func newPointIndex(text string) pointIndex {
	x := pointIndex{text: text, noted: make([]int, 0, len(text)/stride+1)}
	count := 0
	for i := range len(text) + 1 {
		if i%stride == 0 {
			x.noted = append(x.noted, count)
		}
		if i < len(text) && startsPoint(text[i]) {
			count++
		}
	}
	return x
}

// point is the number of code points before the byte offset, which must lie
// within the text or at its end.
func (x pointIndex) point(offset int) int {
	at := offset / stride
	count := x.noted[at]
	for i := at * stride; i < offset; i++ {
		if startsPoint(x.text[i]) {
			count++
		}
	}
	return count
}

// startsPoint reports whether the byte of valid UTF-8 begins a code point.
func startsPoint(b byte) bool { return b&0xC0 != 0x80 }
