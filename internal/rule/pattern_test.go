package rule_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"chancery/internal/nlp"
	"chancery/internal/rule"
)

var lists = rule.Lists{
	"talk":  {{"talks"}, {"a", "meeting"}, {"meet"}},
	"two":   {{"red"}, {"red", "carpet"}},
	"empty": {},
}

// items are the words of a text: "met/meet/VERB" is a token with its lemma and
// part of speech, "PERSON=Anna Berg" a mention, each with features behind #.
// Words in a mention are joined by an underscore.
func items(text string) []rule.Item {
	var out []rule.Item
	for i, w := range strings.Fields(text) {
		w, feats, _ := strings.Cut(w, "#")
		it := rule.Item{First: i, Last: i + 1, Feats: nlp.Feats(feats)}
		if label, name, ok := strings.Cut(w, "="); ok {
			it.Label, it.Form = label, name
			out = append(out, it)
			continue
		}
		parts := strings.Split(w, "/")
		it.Form, it.Lower = parts[0], strings.ToLower(parts[0])
		it.Lemma = it.Lower
		if len(parts) > 1 {
			it.Lemma = parts[1]
		}
		if len(parts) > 2 {
			it.UPOS = parts[2]
		}
		out = append(out, it)
	}
	return out
}

// show is every match as its words, with the captures before: "a=Anna: Anna met".
func show(p *rule.Pattern, in []rule.Item) string {
	words := func(first, last int) string {
		var ws []string
		for _, it := range in[first:last] {
			ws = append(ws, it.Form)
		}
		return strings.Join(ws, " ")
	}
	var out []string
	for _, m := range p.Find(rule.NewSentence(in)) {
		s := ""
		for _, c := range m.Captures {
			s += c.Name + "=" + words(c.First, c.Last) + " "
		}
		out = append(out, s+"["+words(m.First, m.Last)+"]")
	}
	return strings.Join(out, " ")
}

func TestPattern(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("w ", 31))
	for _, c := range []struct{ name, pattern, text, want string }{
		{"word in lower case", "met", "Anna Met Ruth", "[Met]"},
		{"word is not compared with the lemma", "meet", "met/meet", ""},
		{"word is not compared with a mention", "anna", "PERSON=anna", ""},
		{"word in quotes", "'a.m.'", "a.m. am", "[a.m.]"},
		{"mark in quotes", "a ',' b", "a , b", "[a , b]"},
		{"words in a row", "held talks", "Anna held talks today", "[held talks]"},
		{"words not in a row", "held talks", "held long talks", ""},
		{"lemma", "~meet", "met/meet meets/meet meeting", "[met] [meets]"},
		{"list", "%talk", "the talks", "[talks]"},
		{"list, entry of two words", "held %talk", "held a meeting", "[held a meeting]"},
		{"list, by lemma", "%talk", "met/meet", "[met]"},
		{"list, longer entry when the shorter one fails", "%two floor", "red carpet floor", "[red carpet floor]"},
		{"list without entries", "%empty", "a b", ""},
		{"list does not match a mention", "%two", "PERSON=red", ""},
		{"mention", "<PERSON>", "x PERSON=Anna ORG=UN", "[Anna]"},
		{"ACTOR is every sort of actor", "<ACTOR>", "PERSON=a HOLDER=b STATE=c ORG=d DELEGATION=e GROUP=f PLACE=g PRON=h ADJ=i", "[a] [b] [c] [d] [e] [f]"},
		{"mention with a feature", "<PERSON Case=Acc/Dat>", "PERSON=a#Case=Acc PERSON=b#Case=Dat|Number=Sing PERSON=c#Case=Gen PERSON=d", "[a] [b]"},
		{"mention without a feature", "<PERSON Case!=Acc>", "PERSON=a#Case=Acc PERSON=b", "[b]"},
		{"part of speech", "[upos=VERB]", "met/meet/VERB talks/talk/NOUN", "[met]"},
		{"several conditions", "[upos=VERB,Voice!=Pass]", "met/meet/VERB seen/see/VERB#Voice=Pass", "[met]"},
		{"lemma and form as conditions", "[lemma=meet,lower=met]", "met/meet meets/meet", "[met]"},
		{"shape", "[shape=Xx]", "Anna UN talks 12 iPhone", "[Anna]"},
		{"shape, one of several", "[shape=XX/9]", "Anna UN talks 12", "[UN] [12]"},
		{"any token", "a [] c", "a b c", "[a b c]"},
		{"any token is no mention", "a [] c", "a PERSON=b c", ""},
		{"or", "(held | had) talks", "had talks", "[had talks]"},
		{"or without brackets", "held | talks", "held talks", "[held] [talks]"},
		{"or of several words", "(took part | joined) in", "took part in", "[took part in]"},
		{"perhaps", "a b? c", "a c a b c", "[a c] [a b c]"},
		{"any number", "a b* c", "a c a b b b c", "[a c] [a b b b c]"},
		{"at least one", "a b+ c", "a c a b b c", "[a b b c]"},
		{"takes as many as it can", "a b*", "a b b b", "[a b b b]"},
		{"gives back what it took", "b* b c", "b b b c", "[b b b c]"},
		{"at most twelve", "b*", strings.Repeat("b ", 13), "[" + strings.TrimSpace(strings.Repeat("b ", 12)) + "] [b]"},
		{"brackets repeated", "(a b)+ c", "a b a b c", "[a b a b c]"},
		{"not", "!b [] c", "b c a c", "[a c]"},
		{"not takes nothing", "a !b c", "a c", "[a c]"},
		{"not, of a group", "!(b | a c) [] []", "b x a c a d", "[x a] [c a]"},
		{"not, at the end", "a !b", "a b a", "[a]"},
		{"gap takes as few as it can", "a .. c", "a x c y c", "[a x c]"},
		{"gap of nothing", "a .. c", "a c", "[a c]"},
		{"gap of eight", "a .. c", "a 1 2 3 4 5 6 7 8 c", "[a 1 2 3 4 5 6 7 8 c]"},
		{"gap of nine", "a .. c", "a 1 2 3 4 5 6 7 8 9 c", ""},
		{"gap stops at a mention", "a .. c", "a PERSON=x c", ""},
		{"gap stops at a clause mark", "a .. c", "a ; c", ""},
		{"gap runs over a comma", "a .. c", "a , c", "[a , c]"},
		{"wide gap runs over mentions", "a ... c", "a PERSON=x ; c", "[a x ; c]"},
		{"wide gap of thirty", "a ... c", "a " + long[2:] + " c", "[a " + long[2:] + " c]"},
		{"wide gap of thirty-one", "a ... c", "a " + long + " c", ""},
		{"start", "^ a", "a a", "[a]"},
		{"end", "a $", "a a", "[a]"},
		{"start and end", "^ a $", "a a", ""},
		{"capture", "x:<PERSON> met y:<PERSON>", "PERSON=Anna met PERSON=Ruth", "x=Anna y=Ruth [Anna met Ruth]"},
		{"capture of a group", "x:(<PERSON> and <PERSON>) met", "PERSON=Anna and PERSON=Ruth met", "x=Anna and Ruth [Anna and Ruth met]"},
		{"capture of a repetition", "x:a* b", "a a b", "x=a a [a a b]"},
		{"capture in a repetition", "(x:a b)+", "a b a b", "x=a x=a [a b a b]"},
		{"capture that fails leaves nothing", "(x:a b | a y:c)", "a c", "y=c [a c]"},
		{"capture in not leaves nothing", "!(x:a b) y:a", "a c", "y=a [a]"},
		{"without overlap", "a a", "a a a", "[a a]"},
		{"leftmost first", "a .. b", "a a b b", "[a a b]"},
		{"nothing taken is no match", "a?", "b a", "[a]"},
		{"other letters", "görüş kabul_x", "görüş kabul_x", "[görüş kabul_x]"},
		{"over lines", "a\n\tb", "a b", "[a b]"},
		{"hyphen in a word", "co-chair", "co-chair", "[co-chair]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := rule.Compile(c.pattern, lists)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(p, items(c.text)); got != c.want {
				t.Errorf("%s in %q\n got %s\nwant %s", c.pattern, c.text, got, c.want)
			}
		})
	}
}

func TestMatchAtTriesOnePlace(t *testing.T) {
	p, err := rule.Compile("b c", lists)
	if err != nil {
		t.Fatal(err)
	}
	in := items("a b c")
	if m, ok := p.MatchAt(in, 1); !ok || m.First != 1 || m.Last != 3 {
		t.Errorf("at 1: %v, %v", m, ok)
	}
	for _, at := range []int{0, 2, 3} {
		if m, ok := p.MatchAt(in, at); ok {
			t.Errorf("at %d: %v", at, m)
		}
	}
}

func TestCompileErrors(t *testing.T) {
	for _, c := range []struct{ pattern, want string }{
		{"", "pattern byte 0: nothing to match here"},
		{"   ", "pattern byte 3: nothing to match here"},
		{"(", "pattern byte 1: nothing to match here"},
		{"()", "pattern byte 1: nothing to match here"},
		{"(a", "pattern byte 2: missing )"},
		{")", "pattern byte 0: nothing to match here"},
		{"a )", `pattern byte 2: unexpected ")"`},
		{"a |", "pattern byte 3: nothing to match here"},
		{"(a | | b)", "pattern byte 5: nothing to match here"},
		{"a <person>", "pattern byte 3: a label in capitals is missing after <"},
		{"<PERSON", "pattern byte 7: missing '>'"},
		{"a [upos=VERB", "pattern byte 3: missing ']'"},
		{"[upos]", `pattern byte 1: "upos" is no condition; write key=value or key!=value`},
		{"[upos=]", `pattern byte 1: "upos=" is no condition; write key=value or key!=value`},
		{"[=VERB]", `pattern byte 1: "=VERB" is no condition; write key=value or key!=value`},
		{"<PERSON Case>", `pattern byte 7: "Case" is no condition; write key=value or key!=value`},
		{"a %nolist", `pattern byte 9: no list "nolist"`},
		{"% a", `pattern byte 3: no list "a"`},
		{"a 'b", "pattern byte 3: missing closing quote"},
		{"''", "pattern byte 2: a word is missing"},
		{"~", "pattern byte 1: a word is missing"},
		{"name:", "pattern byte 5: a word is missing"},
		{"a:b:c", "pattern byte 3: a word is missing"},
		{"!", "pattern byte 1: a word is missing"},
		{"*", "pattern byte 0: a word is missing"},
		{"a**", "pattern byte 2: a word is missing"},
		{"a ]", "pattern byte 2: a word is missing"},
	} {
		p, err := rule.Compile(c.pattern, lists)
		if err == nil || p != nil || err.Error() != c.want {
			t.Errorf("Compile(%q)\n got %v\nwant %s", c.pattern, err, c.want)
		}
	}
}

// hard are patterns that try very many ways before they fail.
var hard = []string{
	"... ... ... ... ... zzz",
	".. .. .. .. .. .. .. .. zzz",
	"((w* w*)* (w* w*)*)* zzz",
	"(w? w? w?)* (w | w | w)* (w+ | w+)+ zzz",
	"!(... ... ... ... zzz) w",
	"x:(y:(w*) z:(w*))* zzz",
	strings.Repeat("(^ | ^) ", 40) + "zzz",
	strings.Repeat("(!zzz | !zzz) ", 40) + "zzz",
	strings.Repeat("w? ", 40) + "zzz",
}

// TestWorkIsBounded searches a long sentence with patterns that would take
// years if every way were tried.
func TestWorkIsBounded(t *testing.T) {
	in := items(strings.Repeat("w ", 1000))
	for _, source := range hard {
		p, err := rule.Compile(source, lists)
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		p.Find(rule.NewSentence(in))
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("%s took %v", source, took)
		}
	}
}

// TestNotDoesNotHoldWhenWorkRunsOut: what could not be looked at is not
// thereby absent.
func TestNotDoesNotHoldWhenWorkRunsOut(t *testing.T) {
	p, err := rule.Compile("a !(... ... ... ... zzz)", lists)
	if err != nil {
		t.Fatal(err)
	}
	in := items("a " + strings.Repeat("w ", 110) + "zzz")
	if m, ok := p.MatchAt(in, 0); ok {
		t.Errorf("matches %v, though zzz stands within reach of the gaps", m)
	}
}

func TestShape(t *testing.T) {
	for form, want := range map[string]string{
		"Anna": "Xx", "McLeod": "Xx", "A": "Xx", "İzmir": "Xx", "NATO": "XX", "G20": "Xx", "UN": "XX", "talks": "xx",
		"ışık": "xx", "12": "9", "7th": "xx", "iPhone": "", "": "", ",": "", "中": "",
	} {
		if got := rule.Shape(form); got != want {
			t.Errorf("Shape(%q) = %q, want %q", form, got, want)
		}
	}
}

// FuzzPattern compiles any bytes and searches any text with what compiles.
func FuzzPattern(f *testing.F) {
	text := "PERSON=Anna held/hold/VERB talks , and STATE=PER#Case=Gen met/meet ."
	for _, p := range hard {
		f.Add(p, text)
	}
	for _, p := range []string{"x:<ACTOR> .. ~hold %talk", "[upos=VERB,Case!=Acc] (and | ',')* <STATE Case=Gen>", "^ ... $", "!(a b)+ c?", "'", "%", "a:b:c", "\xff", "<ÄB>"} {
		f.Add(p, text)
	}
	f.Fuzz(func(t *testing.T, source, text string) {
		if len(source) > 1000 || len(text) > 400 {
			t.Skip()
		}
		p, err := rule.Compile(source, lists)
		if err != nil {
			var at int
			if n, _ := fmt.Sscanf(err.Error(), "pattern byte %d:", &at); n != 1 || at < 0 || at > len(source) {
				t.Fatalf("Compile(%q): error %q names no byte of the pattern", source, err)
			}
			if utf8.ValidString(source) && !utf8.ValidString(err.Error()) {
				t.Fatalf("Compile(%q): error %q cuts a letter", source, err)
			}
			return
		}
		in := items(text)
		last := 0
		for _, m := range p.Find(rule.NewSentence(in)) {
			if m.First < last || m.Last <= m.First || m.Last > len(in) {
				t.Fatalf("%q: match [%d,%d) after %d of %d items", source, m.First, m.Last, last, len(in))
			}
			last = m.Last
			for _, c := range m.Captures {
				if c.First < m.First || c.Last > m.Last || c.Last < c.First {
					t.Fatalf("%q: capture %s [%d,%d) outside of [%d,%d)", source, c.Name, c.First, c.Last, m.First, m.Last)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	p, err := rule.Compile("a:(<PERSON> | <HOLDER>) ... (present | presents | presented) .. %talk .. to b:(<PERSON> | <HOLDER>)", lists)
	if err != nil {
		b.Fatal(err)
	}
	in := items("HOLDER=minister said that PERSON=Anna had presented the results of a meeting " +
		"yesterday to PERSON=Ruth , and that more talks would follow in the autumn in the same city .")
	b.ReportAllocs()
	for b.Loop() {
		if len(p.Find(rule.NewSentence(in))) != 1 {
			b.Fatal("the pattern does not hold")
		}
	}
}
