-- What somebody follows, and up to where they have looked.

-- In what order the reports came in. A number is never given twice, so that a mark
-- stays what it was when reports are forgotten. It is no row number of report: those
-- may change when the file is written anew.
CREATE TABLE arrival (
  n      INTEGER PRIMARY KEY AUTOINCREMENT,
  report TEXT NOT NULL UNIQUE REFERENCES report (id) ON DELETE CASCADE
) STRICT;

INSERT INTO arrival (report) SELECT id FROM report ORDER BY name, id;

CREATE TABLE file (
  by   TEXT NOT NULL,
  id   TEXT NOT NULL,                           -- a hash of the rest
  kind TEXT NOT NULL,
  a    TEXT NOT NULL,                           -- an actor, a topic, a place or the title of an office
  b    TEXT NOT NULL,                           -- the other actor, or whose office it is
  PRIMARY KEY (by, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE seen (
  by   TEXT PRIMARY KEY NOT NULL,
  mark INTEGER NOT NULL                         -- the last arrival that was looked at
) STRICT, WITHOUT ROWID;

-- Goes up with whatever changes what the record is folded from.
CREATE TABLE revision (n INTEGER NOT NULL) STRICT;

INSERT INTO revision (n) VALUES (0);
