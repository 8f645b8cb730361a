-- What people decided about the record, of every sort and not only on pairs of
-- claims: the body is the JSON of the domain type. Rows are added, never changed.

CREATE TABLE decision (
  id   TEXT PRIMARY KEY NOT NULL,
  at   TEXT NOT NULL,                          -- RFC 3339, UTC, nanoseconds, fixed width
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE INDEX decision_at ON decision (at, id);

INSERT INTO decision (id, at, body)
SELECT 'j' || lower(hex(a || b || at || by)), at, json_object(
  'id', 'j' || lower(hex(a || b || at || by)), 'at', at, 'by', by, 'act', verdict, 'why', why,
  'on', json_array(json_object('claim', a, 'report', coalesce((SELECT report FROM claim WHERE id = a), ''), 'sort', coalesce((SELECT sort FROM claim WHERE id = a), ''))),
  'and', json_array(json_object('claim', b, 'report', coalesce((SELECT report FROM claim WHERE id = b), ''), 'sort', coalesce((SELECT sort FROM claim WHERE id = b), ''))))
FROM judgement;

DROP TABLE judgement;
