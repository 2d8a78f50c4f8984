CREATE TABLE settings (
  name text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE heartbeat (
  id integer PRIMARY KEY CHECK (id = 1),
  at bigint NOT NULL
);

CREATE TABLE inbox (
  instance_id text COLLATE "C" NOT NULL,
  svix_id text COLLATE "C" NOT NULL,
  type text NOT NULL,
  occurred_at bigint NOT NULL,
  received_at bigint NOT NULL,
  user_id text COLLATE "C",
  organization_id text COLLATE "C",
  state smallint NOT NULL CHECK (state BETWEEN 0 AND 3),
  attempts integer NOT NULL DEFAULT 0,
  due_at bigint NOT NULL,
  reason text,
  body bytea NOT NULL,
  PRIMARY KEY (instance_id, svix_id)
);

CREATE INDEX inbox_pending_user ON inbox (user_id) WHERE state = 0 AND user_id IS NOT NULL;
CREATE INDEX inbox_pending_organization ON inbox (organization_id) WHERE state = 0 AND organization_id IS NOT NULL;
CREATE INDEX inbox_pending_due ON inbox (due_at, received_at) WHERE state = 0;
CREATE INDEX inbox_quarantined ON inbox (received_at) WHERE state = 3;

CREATE TABLE users (
  user_id text COLLATE "C" PRIMARY KEY,
  revision bigint NOT NULL,
  deleted boolean NOT NULL,
  banned boolean NOT NULL,
  external_id text,
  username text,
  first_name text,
  last_name text,
  created_at bigint,
  updated_at bigint,
  last_sign_in_at bigint
);

CREATE INDEX users_newest ON users (created_at DESC NULLS LAST, user_id DESC) WHERE NOT deleted;

-- Not unique by value: while events are on the way, two users may have the same address.
CREATE TABLE user_identifiers (
  kind smallint NOT NULL,
  value text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (kind, value, user_id)
);

CREATE INDEX user_identifiers_user ON user_identifiers (user_id);

CREATE TABLE organizations (
  organization_id text COLLATE "C" PRIMARY KEY,
  revision bigint NOT NULL,
  deleted boolean NOT NULL,
  name text,
  slug text COLLATE "C",
  created_at bigint,
  updated_at bigint
);

CREATE INDEX organizations_slug ON organizations (slug) WHERE NOT deleted AND slug IS NOT NULL;

CREATE TABLE memberships (
  membership_id text COLLATE "C" PRIMARY KEY,
  user_id text COLLATE "C" NOT NULL,
  organization_id text COLLATE "C" NOT NULL,
  revision bigint NOT NULL,
  deleted boolean NOT NULL,
  role text,
  created_at bigint NOT NULL
);

CREATE INDEX memberships_user ON memberships (user_id, organization_id, created_at, membership_id) WHERE NOT deleted;
CREATE INDEX memberships_organization ON memberships (organization_id, created_at, membership_id) WHERE NOT deleted;

-- From here on: what Orleans' ADO.NET storage provider looks for, so that silos can start on this database. Its own
-- script may have been here before.

CREATE TABLE IF NOT EXISTS orleansquery (
  querykey varchar(64) NOT NULL,
  querytext varchar(8000) NOT NULL,
  CONSTRAINT orleansquery_key PRIMARY KEY (querykey)
);

CREATE TABLE IF NOT EXISTS orleansstorage (
  grainidhash integer NOT NULL,
  grainidn0 bigint NOT NULL,
  grainidn1 bigint NOT NULL,
  graintypehash integer NOT NULL,
  graintypestring varchar(512) NOT NULL,
  grainidextensionstring varchar(512),
  serviceid varchar(150) NOT NULL,
  payloadbinary bytea,
  modifiedon timestamp without time zone NOT NULL,
  version integer
);

-- Orleans' own script has no unique key. Two first writes of one state that meet then both succeed, and that grain can
-- never be read again.
CREATE UNIQUE INDEX IF NOT EXISTS orleansstorage_state ON orleansstorage (
  serviceid, graintypehash, grainidhash, grainidn0, grainidn1, graintypestring, coalesce(grainidextensionstring, ''));

INSERT INTO orleansquery (querykey, querytext) VALUES
('ReadFromStorageKey', '
SELECT payloadbinary, now() AT TIME ZONE ''utc'' AS readon, version
FROM orleansstorage
WHERE serviceid = @ServiceId AND graintypehash = @GrainTypeHash AND grainidhash = @GrainIdHash
  AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1 AND graintypestring = @GrainTypeString
  AND coalesce(grainidextensionstring, '''') = coalesce(@GrainIdExtensionString::varchar, '''')
'),
('WriteToStorageKey', '
WITH changed AS (
  UPDATE orleansstorage
  SET payloadbinary = @PayloadBinary, modifiedon = now() AT TIME ZONE ''utc'', version = version + 1
  WHERE serviceid = @ServiceId AND graintypehash = @GrainTypeHash AND grainidhash = @GrainIdHash
    AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1 AND graintypestring = @GrainTypeString
    AND coalesce(grainidextensionstring, '''') = coalesce(@GrainIdExtensionString::varchar, '''')
    AND version = @GrainStateVersion::integer
  RETURNING version
), added AS (
  INSERT INTO orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring,
    grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
  SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString,
    @GrainIdExtensionString::varchar, @ServiceId, @PayloadBinary, now() AT TIME ZONE ''utc'', 1
  WHERE @GrainStateVersion::integer IS NULL
  ON CONFLICT DO NOTHING
  RETURNING version
)
SELECT coalesce((SELECT version FROM changed), (SELECT version FROM added), @GrainStateVersion::integer)
  AS newgrainstateversion
'),
('ClearStorageKey', '
UPDATE orleansstorage
SET payloadbinary = NULL, modifiedon = now() AT TIME ZONE ''utc'', version = version + 1
WHERE serviceid = @ServiceId AND graintypehash = @GrainTypeHash AND grainidhash = @GrainIdHash
  AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1 AND graintypestring = @GrainTypeString
  AND coalesce(grainidextensionstring, '''') = coalesce(@GrainIdExtensionString::varchar, '''')
  AND version = @GrainStateVersion::integer
RETURNING version AS newgrainstateversion
'),
('DeleteStorageKey', '
DELETE FROM orleansstorage
WHERE serviceid = @ServiceId AND graintypehash = @GrainTypeHash AND grainidhash = @GrainIdHash
  AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1 AND graintypestring = @GrainTypeString
  AND coalesce(grainidextensionstring, '''') = coalesce(@GrainIdExtensionString::varchar, '''')
  AND version = @GrainStateVersion::integer
RETURNING version + 1 AS newgrainstateversion
')
ON CONFLICT (querykey) DO UPDATE SET querytext = excluded.querytext;
