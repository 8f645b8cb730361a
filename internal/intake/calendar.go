package intake

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"chancery/internal/name"
)

// calendar holds the words with which pages are dated, in all languages at
// once. Keys are folded; a key may be of several words.
type calendar struct {
	months    map[string]int
	weekdays  map[string]bool
	articles  map[string]bool
	published map[string]bool
	updated   map[string]bool
}

const calendarFile = "intake/calendar.tsv"

func loadCalendar(fsys fs.FS) (*calendar, error) {
	rows, err := readTSV(fsys, calendarFile, 4)
	if err != nil {
		return nil, err
	}
	c := &calendar{months: map[string]int{}, weekdays: map[string]bool{}, articles: map[string]bool{}, published: map[string]bool{}, updated: map[string]bool{}}
	sets := map[string]map[string]bool{"weekday": c.weekdays, "article": c.articles, "published": c.published, "updated": c.updated}
	for i, row := range rows {
		kind, value := row[1], row[2]
		for _, form := range strings.Split(row[3], "|") {
			key := name.Fold(form)
			switch set, ok := sets[kind]; {
			case ok:
				set[key] = true
			case kind == "month":
				month, err := strconv.Atoi(value)
				if err != nil || month < 1 || month > 12 {
					return nil, fmt.Errorf("intake: %s row %d: month %q is not 1 to 12", calendarFile, i+1, value)
				}
				if old, ok := c.months[key]; ok && old != month {
					return nil, fmt.Errorf("intake: %s row %d: %q is month %d already", calendarFile, i+1, form, old)
				}
				c.months[key] = month
			default:
				return nil, fmt.Errorf("intake: %s row %d: unknown kind %q", calendarFile, i+1, kind)
			}
		}
	}
	return c, nil
}

// readTSV reads the rows of a table below its comment lines and header line.
func readTSV(fsys fs.FS, file string, columns int) ([][]string, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	r := csv.NewReader(f)
	r.Comma, r.Comment, r.LazyQuotes, r.FieldsPerRecord = '\t', '#', true, columns
	rows, err := r.ReadAll()
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, fmt.Errorf("intake: %s: %w", file, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("intake: %s has no header line", file)
	}
	return rows[1:], nil
}
