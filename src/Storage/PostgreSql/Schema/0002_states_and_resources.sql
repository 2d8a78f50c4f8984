DROP INDEX inbox_pending_user, inbox_pending_organization, inbox_pending_due, inbox_quarantined;

ALTER TABLE inbox ADD COLUMN entity text COLLATE "C";
ALTER TABLE inbox ALTER COLUMN type TYPE text COLLATE "C";
ALTER TABLE inbox ALTER COLUMN body DROP NOT NULL;
ALTER TABLE inbox DROP CONSTRAINT inbox_state_check;

-- What another instance sent was in quarantine, and what changed nothing was called applied. Until now the user applied
-- what concerned a user, and the organization the rest.
UPDATE inbox SET
  entity = coalesce(user_id, organization_id),
  state = CASE
    WHEN state = 3 AND reason = 'instance_id: another Clerk instance''s event' THEN 4
    WHEN state = 1 AND coalesce(user_id, organization_id) IS NULL THEN 5
    ELSE state
  END;

ALTER TABLE inbox ADD CONSTRAINT inbox_state_check CHECK (state BETWEEN 0 AND 5);
ALTER TABLE inbox ADD CONSTRAINT inbox_pending_body CHECK (state <> 0 OR body IS NOT NULL);

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
ALTER TABLE users ADD COLUMN deleted_at bigint;
ALTER TABLE users ADD COLUMN erased boolean NOT NULL DEFAULT false;
UPDATE users SET deleted_at = 0 WHERE deleted;
CREATE INDEX users_deleted ON users (deleted_at, user_id) WHERE deleted AND NOT erased;

CREATE INDEX organizations_created ON organizations (created_at, organization_id) WHERE NOT deleted;
CREATE INDEX memberships_created ON memberships (created_at, membership_id) WHERE NOT deleted;
CREATE INDEX memberships_former ON memberships (user_id) WHERE deleted;

CREATE TABLE resources (
  resource_id text COLLATE "C" PRIMARY KEY,
  kind smallint NOT NULL,
  revision bigint NOT NULL,
  deleted boolean NOT NULL,
  organization_id text COLLATE "C",
  user_id text COLLATE "C",
  inviter_id text COLLATE "C",
  email_address text,
  email_key text COLLATE "C",
  status text,
  created_at bigint,
  updated_at bigint
);

CREATE INDEX resources_kind ON resources (kind, created_at, resource_id) WHERE NOT deleted;
CREATE INDEX resources_organization ON resources (organization_id, kind, created_at, resource_id)
  WHERE NOT deleted AND organization_id IS NOT NULL;
CREATE INDEX resources_user ON resources (user_id, kind, created_at, resource_id)
  WHERE NOT deleted AND user_id IS NOT NULL;
CREATE INDEX resources_email ON resources (email_key, kind, created_at, resource_id)
  WHERE NOT deleted AND email_key IS NOT NULL;
CREATE INDEX resources_inviter ON resources (inviter_id, resource_id) WHERE NOT deleted AND inviter_id IS NOT NULL;
