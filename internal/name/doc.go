// Package name compares the names of people across spellings and scripts, finds
// the pairs of many names that may be one, and compares the titles of offices.
//
// Letters, sounds, syllables, short forms and titles are data (data/names).
//
// # How two names are compared
//
// Each name is cut into words (Parse). Titles in front and legal forms are
// dropped, particles count little, and every word is written in sounds: its
// letters romanised one by one, what languages spell in several letters taken
// together ("sch", "sz", "ş" and "ш" are one sound). Same pairs the words of two
// names, best first, one for one, or one for two or three that it is written for
// ("Abdulkarim"), and gives the mean of how alike they are, by weight. Words that
// only one name has cost little; that both have one of their own costs much.
// Surname first costs next to nothing, any other order more, and that the
// father's name stands elsewhere ("X bin Y", "Y bin X") speaks against.
//
// How alike two words are follows from an edit distance (V. Levenshtein, Binary
// codes capable of correcting deletions, insertions, and reversals, 1966) with
// the exchange of neighbours (F. Damerau, A technique for computer detection and
// correction of spelling errors, 1964) in the form of the optimal string
// alignment. Steps between sounds that languages exchange are cheap
// (data/names/near.tsv), as are vowels left out. Any other step is a slip: one
// to a name, and then the names are no more than likely. A given name of women
// is no spelling of one of men (data/gazetteer/genders.tsv).
//
// Names that leave vowels out (Arabic, Hebrew, scripts of India) are compared by
// consonants. A name that can be read as Chinese, by its characters or as
// syllables of Pinyin, Wade-Giles or Palladius, is compared by its syllables too,
// and by how they sound for languages that write them their own way. Two names in
// characters are compared by these alone, traditional as simplified ones.
//
// # Many names
//
// Alike finds the likely pairs of many names without comparing every two. Its
// keys are coarse classes of consonants, in the way of Soundex (R. Russell, US
// patent 1,261,167, 1918) but without the first letter as such, taken from two
// words at a time. See BenchmarkAlike for what it costs.
//
// # Letters that deceive
//
// Mixed finds words with letters of two scripts, by the rules of Unicode
// Technical Standard #39, section 5 (mixed-script detection). Same holds such a
// name for no other than itself.
//
// # Measured
//
// Rules and thresholds were made on half of 826 public pairs of names, with the
// other half out of sight; TestPublicPairs says how well they do on all. For
// persons F1 is 0.903 on all, 0.926 on the half that was looked at and 0.878 on
// the other, at the threshold Likely. A tenth of the pairs that are labelled as
// one person in the first half differ as two persons would ("Tom" and "Tim", one
// syllable of a Korean name): a slip of a letter is only likely, and merge asks
// for the office besides.
package name
