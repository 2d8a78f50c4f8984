-- SQLite can't change a CHECK, so the table is made anew; its rows keep their ids, and so their bodies.
CREATE TABLE inbox_2 (
  entry_id INTEGER PRIMARY KEY,
  instance_id TEXT NOT NULL,
  svix_id TEXT NOT NULL,
  type TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  entity TEXT,
  user_id TEXT,
  organization_id TEXT,
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  reason TEXT,
  UNIQUE (instance_id, svix_id)
) STRICT;

-- What another instance sent was in quarantine, and what changed nothing was called applied. Until now the user applied
-- what concerned a user, and the organization the rest.
INSERT INTO inbox_2 (entry_id, instance_id, svix_id, type, occurred_at, received_at, entity, user_id, organization_id,
  state, attempts, due_at, reason)
SELECT entry_id, instance_id, svix_id, type, occurred_at, received_at, coalesce(user_id, organization_id), user_id,
  organization_id,
  CASE
    WHEN state = 3 AND reason = 'instance_id: another Clerk instance''s event' THEN 4
    WHEN state = 1 AND coalesce(user_id, organization_id) IS NULL THEN 5
    ELSE state
  END,
  attempts, due_at, reason
FROM inbox;

DROP TABLE inbox;
ALTER TABLE inbox_2 RENAME TO inbox;

CREATE INDEX inbox_pending ON inbox (entity, svix_id) WHERE state = 0;
CREATE INDEX inbox_due ON inbox (due_at, received_at) WHERE state = 0;
CREATE INDEX inbox_state ON inbox (state, received_at, instance_id, svix_id);
CREATE INDEX inbox_type ON inbox (type, received_at, instance_id, svix_id);
CREATE INDEX inbox_user ON inbox (user_id, received_at, instance_id, svix_id) WHERE user_id IS NOT NULL;
CREATE INDEX inbox_organization ON inbox (organization_id, received_at, instance_id, svix_id)
  WHERE organization_id IS NOT NULL;

-- An entry that a user or an organization applies is about it, so only the others need an index by entity.
CREATE INDEX inbox_resource ON inbox (entity, received_at, instance_id, svix_id)
  WHERE entity <> coalesce(user_id, '') AND entity <> coalesce(organization_id, '');

-- Entries that may hold somebody's data without saying whose. An erasure looks into their bodies.
CREATE INDEX inbox_unattributed ON inbox (received_at, instance_id, svix_id)
  WHERE state <> 0 AND ((user_id IS NULL AND state >= 3)
    OR (entity <> coalesce(user_id, '') AND entity <> coalesce(organization_id, '')));

-- Nobody noted when those were deleted that are: long ago, then.
ALTER TABLE users ADD COLUMN deleted_at INTEGER;
ALTER TABLE users ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
UPDATE users SET deleted_at = 0 WHERE deleted;
CREATE INDEX users_deleted ON users (deleted_at, user_id) WHERE deleted AND NOT erased;

-- The statements say "NOT deleted" now, as those for PostgreSQL do, and an index must say it in the same words.
DROP INDEX users_newest;
CREATE INDEX users_newest ON users (created_at, user_id) WHERE NOT deleted;

DROP INDEX organizations_slug;
DROP INDEX organizations_live;
CREATE INDEX organizations_slug ON organizations (slug) WHERE NOT deleted AND slug IS NOT NULL;
CREATE INDEX organizations_created ON organizations (created_at, organization_id) WHERE NOT deleted;

DROP INDEX memberships_user;
DROP INDEX memberships_organization;
CREATE INDEX memberships_user ON memberships (user_id, organization_id, created_at, membership_id) WHERE NOT deleted;
CREATE INDEX memberships_organization ON memberships (organization_id, created_at, membership_id) WHERE NOT deleted;
CREATE INDEX memberships_created ON memberships (created_at, membership_id) WHERE NOT deleted;
CREATE INDEX memberships_former ON memberships (user_id) WHERE deleted;

CREATE TABLE resources (
  resource_id TEXT NOT NULL PRIMARY KEY,
  kind INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  organization_id TEXT,
  user_id TEXT,
  inviter_id TEXT,
  email_address TEXT,
  email_key TEXT,
  status TEXT,
  created_at INTEGER,
  updated_at INTEGER
) STRICT;

CREATE INDEX resources_kind ON resources (kind, created_at, resource_id) WHERE NOT deleted;
CREATE INDEX resources_organization ON resources (organization_id, kind, created_at, resource_id)
  WHERE NOT deleted AND organization_id IS NOT NULL;
CREATE INDEX resources_user ON resources (user_id, kind, created_at, resource_id)
  WHERE NOT deleted AND user_id IS NOT NULL;
CREATE INDEX resources_email ON resources (email_key, kind, created_at, resource_id)
  WHERE NOT deleted AND email_key IS NOT NULL;
CREATE INDEX resources_inviter ON resources (inviter_id, resource_id) WHERE NOT deleted AND inviter_id IS NOT NULL;
