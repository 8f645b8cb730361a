package generate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"chancery"
)

// How long a report is, in words, and how many outlets tell a story: 1 to 5, by
// how often.
const (
	leastWords = 80
	mostWords  = 250
)

var outlets = []int{1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5}

// telling is how an outlet tells a story.
type telling struct {
	*tale
	language  language
	outlet    string
	agency    string // credited; empty for none
	published chancery.Day
	way       int   // of the lead
	plan      bool  // it is still to come
	sayBefore bool  // it looks back at the earlier meeting
	body      []int // the sentences behind the lead
	plain     bool  // the outlet writes names without accents
	exact     bool  // it gives the date, and not the day of the week
}

// reports are the story as the outlets tell it.
func (t *tale) reports() []Report {
	r := t.draw(streamTelling, t.number)
	var told []telling
	n := pick(r, outlets)
	for k := range n {
		var one telling
		switch lot := r.IntN(10); {
		case k > 0 && lot < 2:
			one = told[r.IntN(k)].reprint(r)
		case k > 0 && lot < 4:
			one = told[r.IntN(k)].translation(r)
		default:
			one = t.telling(r)
		}
		told = append(told, one)
	}
	var out []Report
	for i := range told {
		text := told[i].write()
		if !slices.ContainsFunc(out, func(r Report) bool { return r.Text == text }) { // a reprint of a reprint may be no other report
			out = append(out, Report{Text: text, Tells: told[i].tells()})
		}
	}
	return out
}

// telling is the story in an outlet's own words.
func (t *tale) telling(r *rand.Rand) telling {
	v := vocabulary()
	o := telling{tale: t, language: english, way: r.IntN(3), published: t.day + chancery.Day(r.IntN(2)), plain: r.IntN(3) == 0, exact: r.IntN(2) == 0}
	if r.IntN(5) < 2 {
		o.language = turkish
	}
	if o.outlet = pick(r, v.Outlets.EN); o.language == turkish {
		o.outlet = pick(r, v.Outlets.TR)
	}
	if t.kind == chancery.KindVisit && r.IntN(100) < plans {
		o.plan, o.exact, o.way = true, true, r.IntN(2)
		o.published = t.day - chancery.Day(3+r.IntN(10))
	}
	o.sayBefore = t.before != nil && r.IntN(2) == 0
	length := leastWords + r.IntN(mostWords-leastWords)
	for _, i := range r.Perm(len(v.Body[english])) {
		if o.body = append(o.body, i); len(strings.Fields(o.write())) >= length {
			break
		}
	}
	return o
}

// reprint is the same text in another outlet, which credits an agency.
func (o telling) reprint(r *rand.Rand) telling {
	v := vocabulary()
	others := v.Outlets.EN
	if o.language == turkish {
		others = v.Outlets.TR
	}
	o.outlet, o.agency = pick(r, others), pick(r, v.Outlets.Agencies)
	o.body = o.body[:max(1, len(o.body)-r.IntN(2))] // often cut at the end
	return o
}

// translation tells the same in the other language.
func (o telling) translation(r *rand.Rand) telling {
	v := vocabulary()
	if o.language == english {
		o.language, o.outlet = turkish, pick(r, v.Outlets.TR)
	} else {
		o.language, o.outlet = english, pick(r, v.Outlets.EN)
	}
	return o
}

// tells is the truth about the report.
func (o *telling) tells() []Telling {
	if o.plan { // of the meetings to come it says nothing
		return o.events()[:1]
	}
	told := o.events()
	if o.sayBefore {
		before := o.before.events()[0]
		before.Background = true
		told = append(told, before)
	}
	return told
}

// write is the report's text.
func (o *telling) write() string {
	v := vocabulary()
	lead := v.Leads[string(o.kind)][o.language][o.way]
	if o.plan {
		lead = v.Plans[o.language][o.way]
	}
	lines := []string{o.fill(lead[0]), ""}
	first := o.fill(lead[1])
	city, day := o.city(o.language), o.date(o.published)
	switch (len(o.outlet) + o.number) % 3 {
	case 0:
		lines = append(lines, fmt.Sprintf("%s, %s - %s", upper(city, o.language), day, first))
	case 1:
		lines = append(lines, day, "", first)
	default:
		lines = append(lines, o.outlet, day, "", first)
	}
	if o.sayBefore && !o.plan {
		look := telling{tale: o.before, language: o.language, plain: o.plain}
		sentence := v.Before[o.language][o.way%len(v.Before[o.language])]
		lines = append(lines, "", look.fill(strings.ReplaceAll(sentence, "{date}", o.date(o.before.day))))
	}
	for n, i := range o.body {
		sentence := o.fill(v.Body[o.language][i])
		if n%2 == 1 { // two sentences to a paragraph
			lines[len(lines)-1] += " " + sentence
		} else {
			lines = append(lines, "", sentence)
		}
	}
	if o.agency != "" {
		lines = append(lines, "", map[language]string{english: "Source: ", turkish: "Kaynak: "}[o.language]+o.agency)
	}
	return strings.Join(lines, "\n") + "\n"
}

// fill puts names, places and numbers into the slots of a sentence.
func (o *telling) fill(sentence string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(sentence, "{")
		b.WriteString(before)
		if !found {
			break
		}
		slot, behind, _ := strings.Cut(rest, "}")
		field, which, cased := strings.Cut(slot, ":")
		value := o.slot(field)
		if cased {
			value = suffixed(value, which)
		}
		b.WriteString(value)
		sentence = behind
	}
	text := []rune(b.String())
	return upper(string(text[:1]), o.language) + string(text[1:])
}

func (o *telling) slot(field string) string {
	switch who, what, _ := strings.Cut(field, "."); who {
	case "a", "b", "c":
		p := map[string]*person{"a": &o.a, "b": &o.b, "c": &o.c}[who]
		switch what {
		case "last":
			return o.spell(p.family)
		case "state":
			return p.stateIn(o.language)
		case "adj":
			return p.state[2]
		}
		return p.full(o.language, o.spell)
	case "city":
		return o.city(o.language)
	case "on":
		return o.on()
	case "topic":
		return o.topic[o.language.column()]
	case "topic2":
		return o.topic2[o.language.column()]
	case "n":
		return strconv.Itoa(o.count)
	}
	panic("generate: words.yaml has the unknown slot " + field)
}

// spell writes a name as the outlet does.
func (o *telling) spell(s string) string {
	switch {
	case o.plain && o.language == turkish:
		return strings.NewReplacer("sh", "ş", "Sh", "Ş", "ch", "ç", "Ch", "Ç").Replace(s)
	case o.plain:
		return strings.NewReplacer("ı", "i", "ğ", "g", "š", "s", "ć", "c", "á", "a", "ž", "z", "Ž", "Z", "Š", "S", "Ł", "L", "Ø", "O", "Ç", "C", "ç", "c").Replace(s)
	}
	return s
}

// on is the day of the story in words.
func (o *telling) on() string {
	weekday := int(o.day.Weekday())
	if o.language == turkish {
		if o.exact {
			return o.date(o.day) + " tarihinde"
		}
		return []string{"pazar", "pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi"}[weekday] + " günü"
	}
	if o.exact {
		return "on " + o.date(o.day)
	}
	return "on " + o.day.Weekday().String()
}

var months = map[language][]string{
	english: {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	turkish: {"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"},
}

// date is a day in full.
func (o *telling) date(d chancery.Day) string {
	y, m, n := d.Civil()
	month := months[o.language][m-1]
	if o.language == turkish || slices.Contains([]int{1, 4}, len(o.outlet)%5) {
		return fmt.Sprintf("%d %s %d", n, month, y)
	}
	return fmt.Sprintf("%s %d, %d", month, n, y)
}

func upper(s string, l language) string {
	if l == turkish {
		s = strings.ReplaceAll(s, "i", "İ")
	}
	return strings.ToUpper(s)
}
