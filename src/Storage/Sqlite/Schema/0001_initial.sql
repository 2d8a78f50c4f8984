CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE heartbeat (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at INTEGER NOT NULL
) STRICT;

-- An entry changes its state once and its body never, so the body has a table of its own: settling five hundred entries
-- then rewrites the few pages that their short rows share, not a page or more for each.
CREATE TABLE inbox (
  entry_id INTEGER PRIMARY KEY,
  instance_id TEXT NOT NULL,
  svix_id TEXT NOT NULL,
  type TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  user_id TEXT,
  organization_id TEXT,
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  reason TEXT,
  UNIQUE (instance_id, svix_id)
) STRICT;

CREATE TABLE inbox_body (
  entry_id INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;

CREATE INDEX inbox_pending_user ON inbox (user_id) WHERE state = 0 AND user_id IS NOT NULL;
CREATE INDEX inbox_pending_organization ON inbox (organization_id) WHERE state = 0 AND organization_id IS NOT NULL;
CREATE INDEX inbox_pending_due ON inbox (due_at, received_at) WHERE state = 0;
CREATE INDEX inbox_quarantined ON inbox (received_at) WHERE state = 3;

-- With a rowid: payloads of some kilobytes in the tree of a WITHOUT ROWID table would spill over into further pages.
CREATE TABLE grain_state (
  state_name TEXT NOT NULL,
  grain_key TEXT NOT NULL,
  payload BLOB,
  version INTEGER NOT NULL,
  PRIMARY KEY (state_name, grain_key)
) STRICT;

CREATE TABLE users (
  user_id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  banned INTEGER NOT NULL,
  external_id TEXT,
  username TEXT,
  first_name TEXT,
  last_name TEXT,
  created_at INTEGER,
  updated_at INTEGER,
  last_sign_in_at INTEGER
) STRICT;

CREATE INDEX users_newest ON users (created_at, user_id) WHERE deleted = 0;

-- Not unique by value: while events are on the way, two users may have the same address.
CREATE TABLE user_identifiers (
  kind INTEGER NOT NULL,
  value TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (kind, value, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX user_identifiers_user ON user_identifiers (user_id);

CREATE TABLE organizations (
  organization_id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  name TEXT,
  slug TEXT,
  created_at INTEGER,
  updated_at INTEGER
) STRICT;

CREATE INDEX organizations_slug ON organizations (slug) WHERE deleted = 0 AND slug IS NOT NULL;
CREATE INDEX organizations_live ON organizations (organization_id) WHERE deleted = 0;

CREATE TABLE memberships (
  membership_id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  role TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX memberships_user ON memberships (user_id, organization_id, created_at, membership_id) WHERE deleted = 0;
CREATE INDEX memberships_organization ON memberships (organization_id, created_at, membership_id) WHERE deleted = 0;
