package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"time"
)

// assetFiles are the style sheet and what else a page loads.
//
//go:embed assets
var assetFiles embed.FS

type asset struct {
	data      []byte
	mime, tag string
}

func loadAssets(fsys fs.FS) (map[string]asset, error) {
	entries, err := fs.ReadDir(fsys, "assets")
	if err != nil {
		return nil, fmt.Errorf("web: listing the assets: %w", err)
	}
	out := map[string]asset{}
	for _, e := range entries {
		data, err := fs.ReadFile(fsys, "assets/"+e.Name())
		if err != nil {
			return nil, fmt.Errorf("web: reading %s: %w", e.Name(), err)
		}
		sum := sha256.Sum256(data)
		out[e.Name()] = asset{data, kindOfAsset(e.Name()), `"` + hex.EncodeToString(sum[:8]) + `"`}
	}
	return out, nil
}

// kindOfAsset is the media type by the end of the name; the system's own table
// may know less.
func kindOfAsset(name string) string {
	switch end := path.Ext(name); end {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	default:
		return mime.TypeByExtension(end)
	}
}

// asset serves a file; a browser that has it already is told so.
func (s *Site) asset(w http.ResponseWriter, v *visit) {
	a, ok := s.assets[v.PathValue("name")]
	if !ok {
		http.NotFound(w, v.Request)
		return
	}
	w.Header().Set("Content-Type", a.mime)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", a.tag)
	http.ServeContent(w, v.Request, "", time.Time{}, bytes.NewReader(a.data))
}
