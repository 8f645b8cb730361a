-- Reports that could not be read to the end, by the rules that tried; and those
-- that are not to come back. A report's id is a hash, and tells nobody what was in it.

CREATE TABLE attempt (
  report TEXT PRIMARY KEY NOT NULL,
  name   TEXT NOT NULL,
  rules  TEXT NOT NULL,
  tries  INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE forgotten (
  report TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;
