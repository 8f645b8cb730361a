-- A record: what was read, what each report asserts, and what people decided.
-- Bodies are the JSON of the domain types; the columns beside them are for
-- order and look-up, and always agree with the body.

CREATE TABLE report (
  id    TEXT PRIMARY KEY NOT NULL,
  name  TEXT NOT NULL,
  rules TEXT NOT NULL,                          -- version of the rules that read it last
  body  TEXT NOT NULL CHECK (json_valid(body)), -- all but the text
  text  TEXT NOT NULL
) STRICT;

CREATE INDEX report_name ON report (name, id);

CREATE TABLE claim (
  id     TEXT PRIMARY KEY NOT NULL,
  report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  sort   TEXT NOT NULL,
  ord    INTEGER NOT NULL,                      -- place among the report's claims
  rules  TEXT NOT NULL,
  body   TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE INDEX claim_report ON claim (report, ord, id);

CREATE TABLE skip (
  name    TEXT NOT NULL,
  reason  TEXT NOT NULL,
  ceiling INTEGER NOT NULL,
  seen    INTEGER NOT NULL,
  PRIMARY KEY (name, reason, ceiling, seen)
) STRICT, WITHOUT ROWID;

-- People's judgements. They name claims without a foreign key: a claim that
-- newer rules no longer find may be found again by the rules after them.
CREATE TABLE judgement (
  a       TEXT NOT NULL,
  b       TEXT NOT NULL CHECK (a < b),
  at      TEXT NOT NULL,                        -- RFC 3339, UTC, nanoseconds, fixed width
  by      TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  why     TEXT NOT NULL,
  PRIMARY KEY (a, b, at, by)
) STRICT, WITHOUT ROWID;
