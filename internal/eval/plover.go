package eval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery"
)

// Coded are sentences that people have coded with events of the PLOVER
// ontology, and what reads them.
type Coded struct {
	Path    string
	Read    func(context.Context, chancery.Report) ([]chancery.Claim, error)
	IsState func(code string) bool
	Detail  bool
}

// codedEvent is one row of such a file, or one event as it was read: its type,
// and the parties on each side, sorted and each once.
type codedEvent struct {
	event          string
	source, target []string
	told           string // as it is shown
}

// codedSentence is a sentence with all events that the file gives it.
type codedSentence struct {
	text string
	gold []codedEvent
}

// RunPlover reads the sentences of a file of coded events, each as an English
// report of its own, and writes the figures of CodingFigures, one a line, as
// "name value"; with Detail those of every type too, and what was read of each
// sentence that is not all right.
//
// The file has tab-separated columns: event_now is the type, sentence the text,
// source_code and target_code the parties, several parted by "|". A file that is
// missing or has none of them is a *chancery.Error.
func RunPlover(ctx context.Context, w io.Writer, c Coded) error {
	sentences, err := readCoded(c)
	if err != nil {
		return err
	}
	total := &coding{}
	byType := map[string]*coding{}
	var detail strings.Builder
	for n, s := range sentences {
		claims, err := c.Read(ctx, chancery.Report{ID: fmt.Sprintf("s%d", n+1), Name: filepath.Base(c.Path), Language: "en", Text: s.text})
		if err != nil {
			return fmt.Errorf("eval: %s: sentence %d: %w", c.Path, n+1, err)
		}
		read := c.events(claims)
		pairs := pairCoded(s.gold, read)
		allRight := true
		for i, g := range s.gold {
			if byType[g.event] == nil {
				byType[g.event] = &coding{}
			}
			for _, t := range []*coding{total, byType[g.event]} {
				t.tell(g, read, pairs[i])
			}
			allRight = allRight && pairs[i] >= 0 && g.sidesRight(read[pairs[i]])
		}
		for j, e := range read {
			made := !slices.Contains(pairs, j)
			if byType[e.event] == nil {
				byType[e.event] = &coding{}
			}
			for _, t := range []*coding{total, byType[e.event]} {
				t.read++
				t.made += one(made)
			}
		}
		if c.Detail && !allRight {
			s.show(&detail, read)
		}
	}
	figures := append([]Figure{count("sentences", len(sentences))}, total.figures()...)
	if err := (&Figures{list: figures}).Print(w); err != nil {
		return err
	}
	if !c.Detail {
		return nil
	}
	types := make([]string, 0, len(byType))
	for t := range byType {
		types = append(types, t)
	}
	slices.Sort(types)
	for _, t := range types {
		if _, err := fmt.Fprintf(w, "-- %s\n", t); err != nil {
			return err
		}
		if err := (&Figures{list: byType[t].figures()}).Print(w); err != nil {
			return err
		}
	}
	_, err = io.WriteString(w, detail.String())
	return err
}

func (s codedSentence) show(b *strings.Builder, read []codedEvent) {
	fmt.Fprintf(b, "\n%s\n", s.text)
	for _, g := range s.gold {
		fmt.Fprintf(b, "  gold %s\n", g.told)
	}
	for _, e := range read {
		fmt.Fprintf(b, "  read %s\n", e.told)
	}
}

// coding counts how coded sentences were read.
type coding struct {
	rows, typeRight, allRight, strict int
	read, made                        int
}

func (c *coding) tell(g codedEvent, read []codedEvent, pair int) {
	c.rows++
	if pair < 0 {
		return
	}
	e := read[pair]
	c.typeRight++
	c.allRight += one(g.sidesRight(e))
	c.strict += one(slices.Equal(g.source, e.source) && slices.Equal(g.target, e.target))
}

func (c *coding) figures() []Figure {
	return []Figure{
		count("coded_events", c.rows),
		rate("type_right", c.typeRight, c.rows),
		rate("all_right", c.allRight, c.rows),
		rate("all_right_strict", c.strict, c.rows),
		count("events_read", c.read),
		count("events_made_up", c.made),
		rate("type_precision", c.read-c.made, c.read),
	}
}

// sidesRight compares the parties. A side without a code in the gold is not
// counted: the coders left it open whom an act of violence came from, or whom a
// resignation was for. Of a gold event with several parties on one side and
// none on the other all are told of together, "X and Y agreed"; then it does
// not count on which side of the event they stand.
func (g codedEvent) sidesRight(e codedEvent) bool {
	if len(g.source) > 1 && len(g.target) == 0 {
		return slices.Equal(g.source, sortedSet(slices.Concat(e.source, e.target)))
	}
	return (len(g.source) == 0 || slices.Equal(g.source, e.source)) && (len(g.target) == 0 || slices.Equal(g.target, e.target))
}

// pairCoded gives for each gold event of a sentence the event that was read for
// it, or -1: one of its type, one whose parties are right before any other. An
// event serves one gold event only.
func pairCoded(gold, read []codedEvent) []int {
	pairs := make([]int, len(gold))
	used := make([]bool, len(read))
	for i := range pairs {
		pairs[i] = -1
	}
	for _, sides := range []bool{true, false} {
		for i, g := range gold {
			if pairs[i] >= 0 {
				continue
			}
			for j, e := range read {
				if !used[j] && e.event == g.event && (!sides || g.sidesRight(e)) {
					pairs[i], used[j] = j, true
					break
				}
			}
		}
	}
	return pairs
}

// events are the events of the claims that have a type of PLOVER.
func (c Coded) events(claims []chancery.Claim) []codedEvent {
	var out []codedEvent
	for _, cl := range claims {
		if cl.Event == nil || cl.Event.Plover.Event == "" {
			continue
		}
		h := cl.Event
		e := codedEvent{event: h.Plover.Event}
		for _, p := range h.Participants {
			party := c.party(p.Of)
			if party == "" {
				continue
			}
			switch p.Role {
			case chancery.Initiator, chancery.Visitor:
				e.source = append(e.source, party)
			case chancery.Recipient, chancery.Host:
				e.target = append(e.target, party)
			case chancery.Attendee: // all do the same
				e.source = append(e.source, party)
			}
		}
		e.source, e.target = sortedSet(e.source), sortedSet(e.target)
		e.told = e.line() + " (" + string(h.Kind)
		if src, ok := cl.Source("event"); ok {
			e.told += ", " + src.Rule
		}
		e.told += ")"
		out = append(out, e)
	}
	return out
}

func (e codedEvent) line() string {
	return fmt.Sprintf("%s %s > %s", e.event, strings.Join(e.source, "|"), strings.Join(e.target, "|"))
}

// body stands for every party that is no state: the gold has one code for the
// United Nations, the European Union and the Red Cross, IGO, and gives others
// of their sort NGO.
const body = "IGO"

// party is a code as it is compared: that of a state, or body.
func (c Coded) party(code string) string {
	switch code { // slips of the file's coders, who used other lists
	case "JAP":
		code = "JPN"
	case "ITL":
		code = "ITA"
	case "VTN":
		code = "VNM"
	}
	if code == "" || c.IsState(code) {
		return code
	}
	return body
}

func sortedSet(codes []string) []string {
	slices.Sort(codes)
	return slices.Compact(codes)
}

// readCoded reads the file; rows of one sentence stand together.
func readCoded(c Coded) ([]codedSentence, error) {
	raw, err := os.ReadFile(c.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, chancery.Errorf(chancery.NotFound, "there is no file %q; check the spelling", c.Path)
	}
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	var out []codedSentence
	at := map[string]int{}
	var columns map[string]int
	for n, line := range strings.Split(strings.TrimRight(string(raw), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if columns == nil {
			columns = map[string]int{}
			for i, name := range cells {
				columns[name] = i
			}
			for _, name := range []string{"event_now", "sentence", "source_code", "target_code"} {
				if _, ok := columns[name]; !ok {
					return nil, chancery.Errorf(chancery.Invalid, "%s has no column %s; name a file of coded events", c.Path, name)
				}
			}
			continue
		}
		if len(cells) < len(columns) {
			return nil, fmt.Errorf("eval: %s:%d: %d cells, want %d", c.Path, n+1, len(cells), len(columns))
		}
		cell := func(name string) string { return cells[columns[name]] }
		text := strings.Trim(cell("sentence"), "{} ") // braces mark what the coders added
		e := codedEvent{event: cell("event_now"), source: c.parties(cell("source_code")), target: c.parties(cell("target_code"))}
		e.told = e.line()
		i, ok := at[text]
		if !ok {
			i = len(out)
			at[text] = i
			out = append(out, codedSentence{text: text})
		}
		out[i].gold = append(out[i].gold, e)
	}
	if len(out) == 0 {
		return nil, chancery.Errorf(chancery.Invalid, "%s has no sentences; name a file of coded events", c.Path)
	}
	return out, nil
}

func (c Coded) parties(cell string) []string {
	var out []string
	for code := range strings.SplitSeq(cell, "|") {
		if p := c.party(cmp.Or(strings.TrimSpace(code), "")); p != "" {
			out = append(out, p)
		}
	}
	return sortedSet(out)
}
