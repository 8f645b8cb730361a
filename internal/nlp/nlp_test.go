package nlp_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chancery"
	"chancery/internal/nlp"
)

func TestFeatsGet(t *testing.T) {
	const f = nlp.Feats("Case=Acc|Number=Sing|Person[psor]=3|Typo=")
	for name, want := range map[string]string{"Case": "Acc", "Number": "Sing", "Person[psor]": "3", "Typo": "", "Person": "", "Cas": "", "case": "", "": "", "Acc": "", "Case=Acc": ""} {
		if got := f.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := nlp.Feats("").Get("Case"); got != "" {
		t.Errorf("no features have the case %q", got)
	}
}

// text has sentences of the given lengths; each token is one letter and stands
// one byte from the next.
func text(lengths ...int) *nlp.Text {
	var t nlp.Text
	for _, n := range lengths {
		s := nlp.Sentence{First: len(t.Tokens), Last: len(t.Tokens) + n}
		for range n {
			at := 2 * len(t.Tokens)
			t.Tokens = append(t.Tokens, nlp.Token{Span: chancery.Span{Start: at, End: at + 1}})
		}
		t.Sentences = append(t.Sentences, s)
	}
	t.Source = strings.Repeat("a ", len(t.Tokens))
	return &t
}

func TestSentenceOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tx := text(rapid.SliceOfN(rapid.IntRange(1, 4), 1, 20).Draw(t, "lengths")...)
		for i := range tx.Tokens {
			s := tx.Sentences[tx.SentenceOf(i)]
			if i < s.First || i >= s.Last {
				t.Errorf("token %d is said to be in [%d,%d)", i, s.First, s.Last)
			}
		}
		if n := tx.SentenceOf(len(tx.Tokens)); n != len(tx.Sentences) {
			t.Errorf("the token behind the last is said to be in sentence %d", n)
		}
	})
}

func TestTextSpan(t *testing.T) {
	tx := text(3, 2)
	for _, c := range []struct {
		first, last int
		want        chancery.Span
	}{{0, 1, chancery.Span{Start: 0, End: 1}}, {1, 4, chancery.Span{Start: 2, End: 7}}, {2, 2, chancery.Span{}}, {3, 2, chancery.Span{}}} {
		if got := tx.Span(c.first, c.last); got != c.want {
			t.Errorf("tokens [%d,%d) cover %v, want %v", c.first, c.last, got, c.want)
		}
	}
}

// stage is one that only says what it needs and gives.
type stage struct{ name, requires, assigns string }

func (s stage) Name() string          { return s.name }
func (s stage) Requires() []string    { return strings.Fields(s.requires) }
func (s stage) Assigns() []string     { return strings.Fields(s.assigns) }
func (s stage) Apply(*nlp.Text) error { return nil }

func TestCheck(t *testing.T) {
	tag, parse := stage{"tag", "tokens", "upos lemma"}, stage{"parse", "tokens upos", "head"}
	for _, c := range []struct {
		have   string
		stages []nlp.Stage
		want   string
	}{
		{"", nil, ""},
		{"tokens", []nlp.Stage{tag, parse}, ""},
		{"tokens", []nlp.Stage{parse, tag}, "nlp: stage parse requires upos, which no stage before it assigns"},
		{"", []nlp.Stage{tag, parse}, "nlp: stage tag requires tokens, which no stage before it assigns"},
		{"tokens upos", []nlp.Stage{parse}, ""},
		{"", []nlp.Stage{stage{"own", "head", "head"}}, "nlp: stage own requires head, which no stage before it assigns"},
	} {
		have := strings.Fields(c.have)
		got := ""
		if err := nlp.Check(have, c.stages); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("with %q: error %q, want %q", c.have, got, c.want)
		}
		if strings.Join(have, " ") != c.have {
			t.Errorf("the list of what is there has become %q", have)
		}
	}
}
