package intake_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"chancery"
	"chancery/internal/intake"
)

// tree writes files below a new folder and returns the folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// collect tells what Items yields: "name=text", "skip name: reason" or
// "code: message", names relative to root.
func collect(ctx context.Context, root string, paths []string, stdin string, limits intake.Limits) []string {
	var out []string
	rel := func(path string) string {
		if r, err := filepath.Rel(root, path); err == nil && !strings.HasPrefix(r, "..") {
			return filepath.ToSlash(r)
		}
		return path
	}
	for item, err := range intake.Items(ctx, paths, strings.NewReader(stdin), limits) {
		var skip *chancery.Skip
		var problem *chancery.Error
		switch {
		case err == nil:
			out = append(out, rel(item.Name)+"="+string(item.Data))
		case errors.As(err, &skip):
			out = append(out, "skip "+rel(skip.Name)+": "+skip.Reason)
		case errors.As(err, &problem):
			out = append(out, string(problem.Code))
		default:
			out = append(out, "error "+err.Error())
		}
	}
	return out
}

func TestItems(t *testing.T) {
	root := tree(t, map[string]string{
		"b.txt": "B", "a.md": "A", "c.MARKDOWN": "C", "picture.png": "P", ".hidden.txt": "H", "large.txt": "123456",
		"sub/d.TXT": "D", "sub/.git/e.txt": "E", "sub/deep/f.txt": "F", "sub/deep/deeper/g.txt": "G",
	})
	if err := os.Symlink(filepath.Join(root, "b.txt"), filepath.Join(root, "link.txt")); err != nil {
		t.Fatal(err)
	}
	limits := intake.DefaultLimits()
	limits.FileBytes, limits.Depth = 5, 2
	folder := []string{
		"a.md=A", "b.txt=B", "c.MARKDOWN=C", "skip large.txt: file too large", "skip picture.png: not a text file",
		"sub/d.TXT=D", "skip sub/deep/deeper: folders nested too deep", "sub/deep/f.txt=F",
	}
	for _, c := range []struct {
		name  string
		paths []string
		want  []string
	}{
		{"folder", []string{root}, folder},
		{"named file of any kind", []string{filepath.Join(root, "picture.png"), filepath.Join(root, ".hidden.txt")}, []string{"picture.png=P", ".hidden.txt=H"}},
		{"named file too large", []string{filepath.Join(root, "large.txt")}, []string{"skip large.txt: file too large"}},
		{"standard input", []string{"-"}, []string{"stdin=in"}},
		{"missing, then the next", []string{filepath.Join(root, "no.txt"), filepath.Join(root, "b.txt")}, []string{"not_found", "b.txt=B"}},
		{"address", []string{"HTTPS://example.org/a"}, []string{"refused"}},
		{"nothing", nil, nil},
	} {
		if got := collect(t.Context(), root, c.paths, "in", limits); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestItemsThatCannotBeOpened takes files away while the folder is walked: the
// rest is read all the same.
func TestItemsThatCannotBeOpened(t *testing.T) {
	root := tree(t, map[string]string{"a.txt": "A", "b.txt": "B", "c.txt": "C", "d/e.txt": "E", "f.txt": "F"})
	var got []string
	for item, err := range intake.Items(t.Context(), []string{root}, nil, intake.DefaultLimits()) {
		if filepath.Base(item.Name) == "a.txt" {
			for _, gone := range []string{"b.txt", "d"} {
				if err := os.RemoveAll(filepath.Join(root, gone)); err != nil {
					t.Fatal(err)
				}
			}
		}
		var skip *chancery.Skip
		if errors.As(err, &skip) {
			got = append(got, filepath.Base(skip.Name)+": "+skip.Reason)
		} else {
			got = append(got, filepath.Base(item.Name))
		}
	}
	want := []string{"a.txt", "b.txt: " + intake.ReasonUnreadable, "c.txt", "d: " + intake.ReasonUnreadable, "f.txt"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestItemsMessagesSayWhatToDo(t *testing.T) {
	for path, want := range map[string]string{"no-such-file.txt": "check the spelling", "http://example.org": "reads files only"} {
		for _, err := range intake.Items(t.Context(), []string{path}, nil, intake.DefaultLimits()) {
			if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
				t.Errorf("%s: error %v, want one with the path and %q", path, err, want)
			}
		}
	}
}

func TestItemsTooMany(t *testing.T) {
	root := tree(t, map[string]string{"a.txt": "A", "b.txt": "B", "c.txt": "C"})
	limits := intake.DefaultLimits()
	limits.Files = 2
	want := []string{"a.txt=A", "b.txt=B", "skip .: too many files in one folder", "a.txt=A"}
	if got := collect(t.Context(), root, []string{root, filepath.Join(root, "a.txt")}, "", limits); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestItemsStop(t *testing.T) {
	root := tree(t, map[string]string{"a.txt": "A", "b.txt": "B"})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen := 0
	for _, err := range intake.Items(ctx, []string{root, root}, nil, intake.DefaultLimits()) {
		if seen++; seen == 1 {
			cancel()
		} else if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v after the cancel", err)
		}
	}
	if seen != 2 {
		t.Errorf("%d items and errors, want one item and one error", seen)
	}
	seen = 0
	for range intake.Items(t.Context(), []string{root, root}, nil, intake.DefaultLimits()) {
		seen++
		break
	}
	if seen != 1 {
		t.Errorf("%d items after a break, want 1", seen)
	}
}

func TestItemsBrokenInput(t *testing.T) {
	broken := iotest.ErrReader(errors.New("cable pulled"))
	for _, err := range intake.Items(t.Context(), []string{"-"}, broken, intake.DefaultLimits()) {
		if err == nil || !strings.Contains(err.Error(), "stdin: cable pulled") {
			t.Errorf("error %v, want one that names stdin and the cause", err)
		}
	}
	bad := intake.DefaultLimits()
	bad.Depth = 0
	for _, err := range intake.Items(t.Context(), []string{"-"}, broken, bad) {
		if err == nil || !strings.Contains(err.Error(), "Depth") {
			t.Errorf("error %v, want one that names the limit", err)
		}
	}
}
