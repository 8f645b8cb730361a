-- Full text search over reports and statements. The index holds folded words only
-- (name.Fold: lower case, no accents, ı as i), so that "igdir" finds "Iğdır"; SQLite's own
-- folding does not. It has no triggers: the program keeps it in step.

CREATE TABLE searchable (
  n      INTEGER PRIMARY KEY,                   -- row of search
  report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  claim  TEXT                                   -- of a statement; null for the report itself
) STRICT;

CREATE INDEX searchable_report ON searchable (report);

CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='2 3 4');
