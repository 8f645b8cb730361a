package entity

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// couples lets somebody in office act for the state that stands behind the name of
// whom "and" joins to him: "King X and Queen Y of Denmark".
func (l *linker) couples() {
	for i := 1; i < len(l.d.Mentions); i++ {
		x, y := l.d.Mentions[i-1], l.d.Mentions[i]
		if x.Label != Person || y.Label != Person || x.Actor < 0 || x.Office == nil || y.Office == nil || y.Of == "" || y.OfSpan.Start < y.NameSpan.End {
			continue
		}
		if a := &l.d.Actors[x.Actor]; a.Of == "" && a.Name != "" && y.First == x.Last+1 && l.d.Text.Tokens[x.Last].UPOS == "CCONJ" {
			a.Lend(y.Of)
		}
	}
}

// opposite is whom "her counterpart" means without a state: the one of the two
// spoken of last who holds the same office as the subject and is not it.
func (l *linker) opposite(at int) int {
	here := l.here(at)
	if !l.r.w.headLast { // where the verb does not stand last, the subject is named first
		slices.Reverse(here)
	}
	subject := -1
	for _, n := range here {
		if n >= 0 && l.d.Actors[n].Type == chancery.Person {
			subject = n
			break
		}
	}
	if subject < 0 || l.d.Actors[subject].Office == nil {
		return -1
	}
	s := &l.d.Actors[subject]
	beside := -1 // somebody in the same sentence: "X'in aradığı Y, mevkidaşını kutladı"
	for k := len(l.persons) - 1; k >= 0; k-- {
		n := l.persons[k]
		a := &l.d.Actors[n]
		if n == subject || a.Office == nil || a.Of == "" || a.Of == s.Of || name.Fold(a.Office.Title) != name.Fold(s.Office.Title) {
			continue
		}
		if !slices.Contains(here, n) {
			return n
		}
		if beside < 0 {
			beside = n
		}
	}
	return beside
}

// fuller reports whether an office says what another leaves out, of which only the head
// is named: a headline's "Minister" and the text's "Foreign Minister".
func fuller(bare, full *chancery.Office) bool {
	return !strings.Contains(bare.Text, " ") && strings.HasSuffix(name.Fold(full.Text), " "+name.Fold(bare.Text)) && (bare.Of == "" || full.Of == "" || bare.Of == full.Of)
}
