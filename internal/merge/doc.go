// Package merge folds the claims of all reports, under people's judgements,
// into the record: it finds out which actors are one, which claims tell of one
// event, and which events belong to a visit. Fold is pure; nothing depends on
// the order in which reports and claims come.
//
// # Actors
//
// Persons with full names are one when name.Same gives them at least 0.85 and
// they act for the same party, 0.82 when they also hold the same office that has
// one holder at a time, within a year, 0.90 when one report does not say for
// whom, 0.95 when they act for different parties that are not both states, or
// stand in one event. Two states make two persons; so do two spellings below 0.85
// in one report. A name that is no more than likely (below 0.90), as one with an
// initial, joins nobody when it could be somebody else's as well, and so does any
// whose likeness to another is as good (within 0.02). All names of a person are
// alike to 0.85, or 0.82 in one office. A name with letters of two scripts in a
// word is only itself.
//
// The same name and party are two persons when more than 40 years lie between
// the sightings, or 20 and the offices have nothing in common; and when two posts
// that fill a person's days (name.Title.Excludes) were held by turns: one seen
// between sightings of the other that are at most a year apart, a month from
// either, twice. A sighting is on the date of the event where it is stated, else on
// the day of the report. Who then has no date, or none of the posts, is a person
// apart, since it could be either.
//
// A bare surname joins the only person with that surname and party
// who holds the same office within a year, or whom an event of the same kind,
// time and counterpart shows. An office without a holder's name is an actor of
// its own, until another report of the same event, or of an event of the same
// visit, names who holds it. So is a group of people who are only known by the
// kind of office that they hold ("committee heads").
//
// # Events
//
// Two claims of different reports are compared when they share a participant
// and their times may meet. The score is a sum; every part of it is named in
// the judgement:
//
//	people   3 for the first person in common, 1.5 for each other, at most 6;
//	         2 for one who is there only as the leader of a delegation;
//	         2 for an office that both have, 1 for each other, at most 4;
//	         1.5 for a body or delegation in common, at most 3, and for the
//	         organisation whose conference it is;
//	         -3 when the same party is represented by other persons, at a table
//	         or on one side of an act, unless three are in common; an office
//	         without a name counts as another person where no one can hold both
//	parties  1.5 when the same two parties take part, 2 when there are more, 1
//	         when it is one alone (-0.5 where that is half of a meeting), 0.5
//	         when one report has fewer; -4 when each has one that the other
//	         lacks, -3.5 when a third sits at the table of two; only -0.5 where
//	         three persons or more are in common
//	place    1.5 the city (2 of a conference), 1 a city inherited from the visit,
//	         0.75 the country; -2 another city (visits -0.5)
//	date     2 stated by both, 1 stated by one; 1 fallen back on the day of
//	         publication, when the days of publication are near or the event is
//	         at most two days older; 0 when it is older, -1.5 by more than a
//	         week; 0.5 within a year; 0.25 a day apart, or three for visits: of
//	         one we have the first day, of the other the last; -1.5 when neither
//	         states one and they were published days apart
//	subject  0.5 for a topic or framework in common, or a thing in one
//	         language; -1 for acts that may be of one day with other topics or
//	         frameworks; that somebody is congratulated is not what for
//	sides    of acts, 1 when the same parties act, 1 when the same are acted on;
//	         1 when the same agree or train together
//	name     3.5 for the same name of a conference, 1 for a word of it, -2 for
//	         another, -0.5 when the reports are in different languages; 1.5 more
//	         when one has no date, and the other lies within a year before that
//	         was told: the last of that name is meant
//	kind     -1 for kinds that are near, such as signing and agreement, -2 if one
//	         has no clear date; -1.5 for a visit and a call on somebody that is
//	         part of a visit; 1 for stages of a visit in one report
//	story    2 when both reports tell of another event as news; see below
//
// 5 is same, 3 is unsure, less is different. A claim without any date, or
// with no more than a year, needs at least 3 for people besides, and the first
// also a city or an office in common, or persons of four parties. Words in common
// count for nothing, but for the things that acts are about.
//
// Whatever the score, these keep claims apart: dates that cannot meet (a day's
// slack, three for plans and visits), other countries, other parties, other
// visitors, another side acting or acted on, other topics or frameworks of acts
// that were not done (or, without dates, not told) on one day, another holder of
// an office that has one holder, denied against not denied, and two claims of
// one report that neither repeat each other nor are stages of one visit. A claim
// joins a cluster only when nothing of the sort, and no part of -2.5 or worse,
// stands between it and any member. A claim without a date that fits two events
// which are apart, the second less than half a point worse, joins neither.
//
// Two reports tell one story when a quarter of the shorter one's news is in both.
// What else they tell and is unsure of its own, though dated and with nothing
// below -0.5 against it, is then one, unless either report has another claim that
// fits nearly as well. Only what was joined without this makes a story.
//
// Background (Claim.Context) without a date merges with nothing but a
// conference of the same name. No news is part of it, but for a conference of the
// last days; it is part of a visit only in a report that tells of both in passing,
// and dates them.
//
// A person's judgement of two claims stands above all this. Different outweighs
// same where they contradict each other, directly or through other claims; of
// two on the same pair the later holds.
//
// So does one on two people, which is on the persons of reports whom its claims
// name: same joins them after the program has joined whom it can, different
// keeps them apart however they would be joined, unsure only from each other.
//
// # Visits
//
// A meeting belongs to the visit that its own report says. Failing that, to the
// visit of another report in which the same visitor comes to the country or
// body of another participant, or to the same place, when it lies within two
// days of the visit or within the season for which the visit was planned, or
// when one of the two has no stated date and the reports were published within
// three days.
//
// Praise, criticism, a request, an offer, a pledge or an agreement belongs to the
// visit at which somebody acts who came or was met there, when it is between the
// visitor's party and a host, on the days of the visit: by its own date, or, in
// the report that tells of the visit, by that of the report.
//
// A meeting, signing or agreement of which one report tells beside a conference
// in the same city on the same days belongs to that, unless the report lists other
// guests; or else to the one visit in that country on those days with a party of
// both sides. So it may with what is told in passing, if that was in the last
// three days.
//
// A contact or an agreement without a place, or with no more than its country,
// has the visit's; an event without a date has the visit's, and one that is dated
// only by the day of publication what that and the visit have in common, but for
// words when of the visit no more than a day is known. Both are inferred.
//
// # Filling
//
// The record's copy of a claim has what its report leaves open and the event
// knows from others: the date, where the claim has none or only the day of
// publication; the place, where it has none or only the country; the names of
// office holders; and, beside a group, those whom another report lists in its
// stead, two at least, for the same party and with compatible titles. Such
// values are Inferred, and Claim.Filled says from which claim each is. Nobody
// is added whom the report does not mention in some form. The claims that were
// given stay as they are, so a judgement that parts two claims takes it back.
//
// An office in an event whose holder no report names has, beside it and not as
// a name, the one person who held it by the table of leaders on the event's date,
// or on that of its newest report where the event has none of at most a month:
// Participant.Supposed, with the table's file. It plays no part in merging.
//
// # Answers
//
// A request, an offer or a pledge that was made is open until it is answered. A
// request is met by aid, a pledge or an offer of the party that was asked to
// the one that asked, by what that party gives way in (PLOVER RETREAT,
// CONCEDE), and by an agreement or a signing of the two; an offer by the aid
// that follows it, by an agreement or a signing; a pledge by aid or another
// material deed (RETREAT, AID, COOPERATE) of the giver to the receiver, or by a
// signing. A request and an offer are refused by a REJECT that goes back. One
// that was met stays so.
//
// An answer took place, came on a later day and within a year, or stands further
// on in one report where the days do not tell. And it is about the same thing:
// the two share a topic, a framework, or in one language a word for a thing. The
// same two parties alone never do. What is unsure stays open.
//
// # Origins
//
// A report goes back to the last party of its chain, else to its outlet. Reports
// whose texts share about 0.7 of their runs of five words are copies, and go back
// to one party; so do two in different languages, published within a day, that
// tell at least four events, 0.8 of those of both, in one order, unless each
// names an agency of its own.
//
// # Confidence
//
// 0.4 times (1 - 0.5^origins), plus 0.3 times the share of date, place,
// participants and their offices that some report states, plus 0.3 times the
// weakest link that holds the cluster together, taken from 0 at a score of 3
// to 1 at 8; a person's link and a claim alone count 1.
package merge
