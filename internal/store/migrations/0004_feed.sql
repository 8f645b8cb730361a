-- Feeds that are followed, and the pages that they led to. Times are RFC 3339
-- in UTC to the second, so that they sort; '' is never.

CREATE TABLE feed (
  address  TEXT PRIMARY KEY NOT NULL,
  title    TEXT NOT NULL,
  added    TEXT NOT NULL,
  polled   TEXT NOT NULL,                       -- when it answered last
  due      TEXT NOT NULL,                       -- when it is asked next
  etag     TEXT NOT NULL,
  modified TEXT NOT NULL,                       -- Last-Modified of its answer, as sent
  items    INTEGER NOT NULL,                    -- in its last answer
  failures INTEGER NOT NULL,                    -- one after the other
  reason   TEXT NOT NULL                        -- of the last failure; '' after an answer
) STRICT, WITHOUT ROWID;

-- The items of each feed's last answer. The stamp is a hash of what the feed
-- says of the item: another one means that it has changed.
CREATE TABLE feed_item (
  feed  TEXT NOT NULL REFERENCES feed (address) ON DELETE CASCADE ON UPDATE CASCADE,
  item  TEXT NOT NULL,
  stamp TEXT NOT NULL,
  PRIMARY KEY (feed, item)
) STRICT, WITHOUT ROWID;

-- Pages to fetch (due is set), and those that are done (due is ''). They stay
-- when their feed goes, so that no page is read twice.
CREATE TABLE page (
  address  TEXT PRIMARY KEY NOT NULL,
  due      TEXT NOT NULL,
  tries    INTEGER NOT NULL,                    -- that failed since it was due
  reason   TEXT NOT NULL,                       -- of the last failure
  updated  TEXT NOT NULL,                       -- as a feed says of the report; '' when none does
  etag     TEXT NOT NULL,
  modified TEXT NOT NULL,
  content  TEXT NOT NULL                        -- the report, where a feed had all of it; '' once it is read
) STRICT, WITHOUT ROWID;

CREATE INDEX page_due ON page (due, address) WHERE due <> '';
