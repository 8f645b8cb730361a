package fetch

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"

	"chancery"
)

// ratioFree is how much a body may unpack to before Ratio counts.
const ratioFree = 64 << 10

// readBody reads and unpacks a body within the ceilings. A *chancery.Skip
// without a name says which was reached.
func readBody(resp *http.Response, limits Limits) ([]byte, error) {
	sent := &counted{r: resp.Body, left: limits.BodyBytes}
	var body io.Reader = sent
	packed := false
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(sent)
		if err != nil {
			return nil, sent.blame(err, limits)
		}
		body, packed = unpacked, true
	default:
		return nil, &chancery.Skip{Reason: ReasonEncoding}
	}
	var out []byte
	chunk := make([]byte, 32<<10)
	for {
		n, err := body.Read(chunk)
		out = append(out, chunk[:n]...)
		switch size := int64(len(out)); {
		case size > limits.UnpackedBytes:
			return nil, &chancery.Skip{Reason: ReasonUnpacked, Limit: limits.UnpackedBytes, Seen: size}
		case packed && size > ratioFree && size-ratioFree > sent.read*limits.Ratio:
			return nil, &chancery.Skip{Reason: ReasonRatio, Limit: limits.Ratio, Seen: size / max(sent.read, 1)}
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, sent.blame(err, limits)
		}
	}
}

// errOver says that a ceiling on bytes was reached.
var errOver = errors.New("over the ceiling")

// counted reads at most left bytes, and fails when there are more.
type counted struct {
	r    io.Reader
	read int64
	left int64
}

func (c *counted) Read(p []byte) (int, error) {
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.r.Read(p)
	c.read += int64(n)
	c.left -= int64(n)
	if c.left < 0 {
		return n, errOver
	}
	return n, err
}

// blame turns a failure to read into its Skip.
func (c *counted) blame(err error, limits Limits) error {
	if errors.Is(err, errOver) || c.left < 0 {
		return &chancery.Skip{Reason: ReasonBody, Limit: limits.BodyBytes, Seen: c.read}
	}
	return errors.Join(&chancery.Skip{Reason: ReasonBroken}, err)
}
