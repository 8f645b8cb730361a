-- Who may use a record that is served to others. It is a file of its own, so that
-- a copy of the record holds no passwords.

CREATE TABLE account (
  key      TEXT PRIMARY KEY NOT NULL,           -- the name without regard to letter case
  name     TEXT NOT NULL,
  role     TEXT NOT NULL,
  password TEXT NOT NULL,                       -- its hash, never the password
  made     TEXT NOT NULL                        -- RFC 3339, UTC
) STRICT, WITHOUT ROWID;

-- A secret that opens the record in the name of an account: a session of a
-- browser, or a token of a program. Only its SHA-256 is kept.
CREATE TABLE pass (
  sum     BLOB PRIMARY KEY NOT NULL CHECK (length(sum) = 32),
  account TEXT NOT NULL REFERENCES account (key) ON DELETE CASCADE,
  token   INTEGER NOT NULL,                     -- 1 for a token, 0 for a session
  purpose TEXT NOT NULL,                        -- of a token, in its owner's words
  made    TEXT NOT NULL,
  until   INTEGER NOT NULL                      -- seconds since 1970; it opens nothing from then on
) STRICT, WITHOUT ROWID;

CREATE INDEX pass_account ON pass (account, token);
