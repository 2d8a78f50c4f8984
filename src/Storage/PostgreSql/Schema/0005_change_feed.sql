-- What became of each delivery, and what was learned from Clerk, in the order of transactions. A transaction's number is
-- given before its commit, so a reader stops at the oldest one that is still running (docs/adr/0037).
CREATE TABLE change_feed (
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  ordinal bigint GENERATED ALWAYS AS IDENTITY,
  recorded_at bigint NOT NULL,
  svix_id text COLLATE "C",
  type text COLLATE "C",
  state smallint NOT NULL,
  entity text COLLATE "C",
  user_id text COLLATE "C",
  organization_id text COLLATE "C",
  occurred_at bigint,
  PRIMARY KEY (transaction_id, ordinal)
);

CREATE TABLE change_feed_state (
  id integer PRIMARY KEY CHECK (id = 1),
  feed text NOT NULL,
  purged_transaction_id xid8 NOT NULL DEFAULT '0',
  purged_ordinal bigint NOT NULL DEFAULT 0
);

INSERT INTO change_feed_state (id, feed) VALUES (1, replace(gen_random_uuid()::text, '-', ''));
