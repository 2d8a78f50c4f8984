-- What became of each delivery, and what was learned from Clerk. There is one writer, so the numbers are given in the
-- order of commits; a number that was purged never comes again.
CREATE TABLE change_feed (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  recorded_at INTEGER NOT NULL,
  svix_id TEXT,
  type TEXT,
  state INTEGER NOT NULL,
  entity TEXT,
  user_id TEXT,
  organization_id TEXT,
  occurred_at INTEGER
) STRICT;

CREATE TABLE change_feed_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  feed TEXT NOT NULL,
  purged_ordinal INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO change_feed_state (id, feed) VALUES (1, lower(hex(randomblob(16))));
