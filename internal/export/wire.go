package export

import "chancery"

// The structs of this file are the contract's objects; the order of their
// fields is the order in the file. A pointer is a field that may be null.

type reportRow struct {
	ID             string   `json:"id"`
	Name           *string  `json:"name"`
	URL            *string  `json:"url"`
	Outlet         *string  `json:"outlet"`
	Chain          []string `json:"chain"`
	Author         *string  `json:"author"`
	Title          *string  `json:"title"`
	Language       *string  `json:"language"`
	Published      *string  `json:"published"`
	PublishedBasis *string  `json:"published_basis"`
	PublishedAt    string   `json:"published_at,omitempty"` // left out where only the day is known
	ModifiedAt     string   `json:"modified_at,omitempty"`
	SHA256         *string  `json:"sha256"`
	Private        bool     `json:"private,omitempty"`
	Text           *string  `json:"text,omitempty"`
}

// claimRow has the fields of an event beside its own, or the body of another
// sort under that sort's name. PartOf is a claim of the same report.
type claimRow struct {
	ID     string        `json:"id"`
	Report string        `json:"report"`
	Event  *string       `json:"event"`
	Sort   chancery.Sort `json:"sort"`
	Rules  *string       `json:"rules"`
	*happening
	Statement  *statementBody  `json:"statement,omitempty"`
	Tenure     *tenureBody     `json:"tenure,omitempty"`
	Membership *membershipBody `json:"membership,omitempty"`
	Figure     *figureBody     `json:"figure,omitempty"`
	PartOf     *string         `json:"part_of"`
	Context    bool            `json:"context"`
	Filled     []fillItem      `json:"filled"`
	Sources    []source        `json:"sources"`
}

// fillItem is a value of a claim that was inferred from another claim.
type fillItem struct {
	Field string  `json:"field"`
	Actor *string `json:"actor"`
	From  string  `json:"from"`
}

type source struct {
	Field *string `json:"field"`
	Quote string  `json:"quote"`
	Start int     `json:"start"` // in code points
	End   int     `json:"end"`
	Rule  *string `json:"rule"`
}

// reportedSource is a source that names its report, for rows that may rest on
// several.
type reportedSource struct {
	Report string `json:"report"`
	source
}

type happening struct {
	Kind         *string       `json:"kind"`
	Name         *string       `json:"name"`
	Plover       plover        `json:"plover"`
	Modality     *string       `json:"modality"`
	Date         *string       `json:"date"`
	DateBasis    *string       `json:"date_basis"`
	Place        *place        `json:"place"`
	Participants []participant `json:"participants"`
	Topics       []string      `json:"topics"`
	Frameworks   []string      `json:"frameworks"`
	Things       []string      `json:"things"`
}

type plover struct {
	Event    *string  `json:"event"`
	Mode     *string  `json:"mode"`
	Contexts []string `json:"contexts"`
}

type place struct {
	Name     *string  `json:"name"`
	Aka      []string `json:"aka"`
	Country  *string  `json:"country"`
	GeoNames *int     `json:"geonames"`
	Lat      *float64 `json:"lat"`
	Lon      *float64 `json:"lon"`
	Basis    *string  `json:"basis"`
}

type participant struct {
	ID      *string  `json:"id"`
	Name    *string  `json:"name"`
	Aka     []string `json:"aka"`
	Type    *string  `json:"type"`
	Role    *string  `json:"role"`
	Leads   *string  `json:"leads"`
	Office  *office  `json:"office"`
	Of      *string  `json:"of"`
	OfBasis *string  `json:"of_basis"`
	Sector  *string  `json:"sector"`
	Basis   *string  `json:"basis"`

	Supposed *supposed `json:"supposed,omitempty"`
}

// supposed is who held the office by one of the program's tables; inferred.
type supposed struct {
	Name string `json:"name"`
	From string `json:"from"`
}

type office struct {
	Title *string `json:"title"`
	Text  *string `json:"text"`
	Of    *string `json:"of"`
}

type eventRow struct {
	ID string `json:"id"`
	happening
	History     []historyItem  `json:"modality_history"`
	PartOf      *string        `json:"part_of"`
	Claims      []string       `json:"claims"`
	ReportCount int            `json:"report_count"`
	OriginCount int            `json:"origin_count"`
	Conflicts   []conflictItem `json:"conflicts"`
	Settings    []settingItem  `json:"settings"`
	Status      *string        `json:"status"`
	Answers     []answerItem   `json:"answers"`
	Confidence  float64        `json:"confidence"`
}

// settingItem is a field that a person set.
type settingItem struct {
	Field    string  `json:"field"`
	Value    string  `json:"value"`
	Was      *string `json:"was"`
	By       string  `json:"by"`
	Why      *string `json:"why"`
	Decision string  `json:"decision"`
}

type historyItem struct {
	Modality *string `json:"modality"`
	Date     *string `json:"date"`
	Claim    *string `json:"claim"`
}

// answerItem is an event that answers a request, an offer or a pledge.
type answerItem struct {
	Event string       `json:"event"`
	How   chancery.How `json:"how"`
	About []string     `json:"about"`
}

type conflictItem struct {
	Field  string          `json:"field"`
	Values []conflictValue `json:"values"`
}

type conflictValue struct {
	Value  *string  `json:"value"`
	Claims []string `json:"claims"`
}

type statementBody struct {
	Speaker     *string  `json:"speaker"`
	SpeakerName *string  `json:"speaker_name"`
	Collective  bool     `json:"collective"`
	Form        *string  `json:"form"`
	Quote       *string  `json:"quote"`
	About       []string `json:"about"`
	Stance      *string  `json:"stance"`
	Date        *string  `json:"date"`
	Event       *string  `json:"event"`
}

type figureBody struct {
	Value float64 `json:"value"`
	Unit  *string `json:"unit"`
	What  *string `json:"what"`
	Scope *string `json:"scope"`
	Since *string `json:"since"`
	AsOf  *string `json:"as_of"`
}

type membershipBody struct {
	Party     *string `json:"party"`
	Framework *string `json:"framework"`
	Name      *string `json:"name"`
	Since     *string `json:"since"`
	Until     *string `json:"until"`
	Status    *string `json:"status"`
	Succeeds  *string `json:"succeeds"`
}

type tenureBody struct {
	Holder     *string    `json:"holder"`
	HolderName *string    `json:"holder_name"`
	Office     tenurePost `json:"office"`
	From       *string    `json:"from"`
	Until      *string    `json:"until"`
	Seen       *string    `json:"seen"`
}

type tenurePost struct {
	Title *string `json:"title"`
	Of    *string `json:"of"`
}

type statementRow struct {
	ID string `json:"id"`
	statementBody
	Sources []reportedSource `json:"sources"`
}

type figureRow struct {
	ID string `json:"id"`
	figureBody
	Sources []reportedSource `json:"sources"`
}

type membershipRow struct {
	ID string `json:"id"`
	membershipBody
	Sources []reportedSource `json:"sources"`
}

type tenureRow struct {
	ID string `json:"id"`
	tenureBody
	Sources []reportedSource `json:"sources"`
}

type actorRow struct {
	ID      string       `json:"id"`
	Type    *string      `json:"type"`
	Name    *string      `json:"name"`
	Names   []nameItem   `json:"names"`
	Of      *string      `json:"of"`
	Reports []string     `json:"reports"`
	Rulings []rulingItem `json:"rulings"` // what people decided on who it is, the oldest first
}

type rulingItem struct {
	Verdict  string  `json:"verdict"`
	Name     string  `json:"name"`  // of the other, as the reports write it
	Actor    *string `json:"actor"` // its id; null where it is this actor
	By       string  `json:"by"`
	Why      *string `json:"why"`
	Decision string  `json:"decision"`
}

type nameItem struct {
	Text     string  `json:"text"`
	Language *string `json:"language"`
	Count    int     `json:"count"`
	Looks    *string `json:"looks_like"` // of a form with letters of two scripts in a word
}

// wireHappening writes what is told of an event; inferred are the actors that
// take part only by inference.
func wireHappening(h *chancery.Happening, inferred map[string]bool) happening {
	out := happening{
		Kind: orNull(h.Kind), Name: orNull(h.Name),
		Plover:   plover{orNull(h.Plover.Event), orNull(h.Plover.Mode), list(h.Plover.Contexts)},
		Modality: orNull(h.Modality), Date: orNull(h.Date), DateBasis: orNull(h.DateBasis),
		Place: wirePlace(h.Place), Participants: []participant{},
		Topics: list(h.Topics), Frameworks: list(h.Frameworks), Things: list(h.Things),
	}
	for i := range h.Participants {
		out.Participants = append(out.Participants, wireParticipant(&h.Participants[i], inferred[h.Participants[i].ID]))
	}
	return out
}

func wirePlace(p *chancery.Place) *place {
	if p == nil {
		return nil
	}
	out := &place{Name: orNull(p.Name), Aka: list(p.Aka), Country: orNull(p.Country), Basis: orNull(p.Basis)}
	if p.GeoNames != 0 {
		out.GeoNames = &p.GeoNames
	}
	if p.Lat != 0 || p.Lon != 0 { // no place of the gazetteer lies on the Gulf of Guinea's zero
		out.Lat, out.Lon = &p.Lat, &p.Lon
	}
	return out
}

func wireParticipant(p *chancery.Participant, inferred bool) participant {
	basis := chancery.Stated
	if inferred {
		basis = chancery.Inferred
	}
	out := participant{
		ID: orNull(p.ID), Name: orNull(p.Name), Aka: list(p.Aka), Type: orNull(p.Type), Role: orNull(p.Role),
		Leads: orNull(p.Leads), Of: orNull(p.Of), OfBasis: orNull(p.OfBase), Sector: orNull(p.Sector),
		Basis: orNull(basis),
	}
	if p.Office != nil {
		out.Office = &office{orNull(p.Office.Title), orNull(p.Office.Text), orNull(p.Office.Of)}
	}
	if p.Supposed != nil {
		out.Supposed = &supposed{p.Supposed.Name, p.Supposed.From}
	}
	return out
}

func wireStatement(s *chancery.Statement) statementBody {
	return statementBody{
		Speaker: orNull(s.Speaker), SpeakerName: orNull(s.Name), Collective: s.Collective, Form: orNull(s.Form), Quote: orNull(s.Quote),
		About: list(s.About), Stance: orNull(s.Stance), Date: orNull(s.Date), Event: orNull(s.Event),
	}
}

func wireFigure(f *chancery.Figure) figureBody {
	return figureBody{f.Value, orNull(f.Unit), orNull(f.What), orNull(f.Scope), orNull(f.Since), orNull(f.AsOf)}
}

func wireMembership(m *chancery.Membership) membershipBody {
	return membershipBody{
		orNull(m.Party), orNull(m.Framework), orNull(m.Name), orNull(m.Since), orNull(m.Until), orNull(m.Status), orNull(m.Succeeds),
	}
}

func wireTenure(t *chancery.Tenure) tenureBody {
	return tenureBody{
		orNull(t.Holder), orNull(t.Name), tenurePost{orNull(t.Office.Title), orNull(t.Office.Of)},
		orNull(t.From), orNull(t.Until), orNull(t.Seen),
	}
}

// orNull is nil, which is written as null, for the empty string.
func orNull[S ~string](s S) *string {
	if s == "" {
		return nil
	}
	text := string(s)
	return &text
}

// language is nil for the tag of an undetermined language too.
func language(tag string) *string {
	if tag == "und" {
		return nil
	}
	return orNull(tag)
}

// list is never nil, so that it is written as [].
func list(items []string) []string {
	if items == nil {
		return []string{}
	}
	return items
}
