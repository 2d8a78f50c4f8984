-- By what users are listed. What an earlier version didn't write is guessed from what it did; the next event of a user,
-- or a backfill, writes it as it is.
ALTER TABLE users
  ADD COLUMN email_address text COLLATE "C",
  ADD COLUMN phone_number text COLLATE "C",
  ADD COLUMN web3_wallet text COLLATE "C",
  ADD COLUMN last_active_at bigint,
  ALTER COLUMN username TYPE text COLLATE "C",
  ALTER COLUMN first_name TYPE text COLLATE "C",
  ALTER COLUMN last_name TYPE text COLLATE "C";
UPDATE users SET
  email_address = (SELECT min(i.value) FROM user_identifiers i WHERE i.user_id = users.user_id AND i.kind = 1),
  phone_number = (SELECT min(i.value) FROM user_identifiers i WHERE i.user_id = users.user_id AND i.kind = 2),
  username = left(username, 512), first_name = left(first_name, 512), last_name = left(last_name, 512)
WHERE NOT deleted;

-- A list in either direction is one walk over its index. Whoever has no value comes last, and ids decide between equals.
CREATE INDEX users_updated ON users (updated_at DESC NULLS LAST, user_id DESC) WHERE NOT deleted;
CREATE INDEX users_email ON users ((email_address IS NULL), email_address, user_id) WHERE NOT deleted;
CREATE INDEX users_phone ON users ((phone_number IS NULL), phone_number, user_id) WHERE NOT deleted;
CREATE INDEX users_wallet ON users ((web3_wallet IS NULL), web3_wallet, user_id) WHERE NOT deleted;
CREATE INDEX users_username ON users ((username IS NULL), username, user_id) WHERE NOT deleted;
CREATE INDEX users_first_name ON users ((first_name IS NULL), first_name, user_id) WHERE NOT deleted;
CREATE INDEX users_last_name ON users ((last_name IS NULL), last_name, user_id) WHERE NOT deleted;
CREATE INDEX users_active ON users ((last_active_at IS NULL), last_active_at, user_id) WHERE NOT deleted;
CREATE INDEX users_sign_in ON users ((last_sign_in_at IS NULL), last_sign_in_at, user_id) WHERE NOT deleted;

-- What a text is looked for in: a line each for the id, the name and every identifier, in lower case.
CREATE TABLE user_texts (
  user_id text COLLATE "C" PRIMARY KEY,
  body text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL
);

INSERT INTO user_texts (user_id, body, name)
SELECT u.user_id,
  lower(u.user_id) || chr(10) || lower(trim(concat(u.first_name, ' ', u.last_name))) || chr(10)
    || coalesce((SELECT string_agg(lower(i.value), chr(10)) FROM user_identifiers i
         WHERE i.user_id = u.user_id AND i.kind IN (1, 2, 3)), ''),
  lower(trim(concat(u.first_name, ' ', u.last_name)))
FROM users u WHERE NOT u.deleted;

-- Every three characters in a row. A server that has no pg_trgm, or whose role may not install it, reads all texts for
-- each search; once it has one, the same index can be made by hand.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX user_texts_trigrams ON user_texts USING gin (body gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR undefined_object OR feature_not_supported THEN
  RAISE WARNING 'pg_trgm is not there: searches by text will read every user.';
END $$;

ALTER TABLE organizations
  ADD COLUMN body text COLLATE "C",
  ALTER COLUMN name TYPE text COLLATE "C";
UPDATE organizations SET
  name = left(name, 512),
  body = concat(lower(left(name, 512)), chr(10), lower(slug))
WHERE NOT deleted;
CREATE INDEX organizations_name ON organizations (name, organization_id) WHERE NOT deleted;

-- Whose a session is. The session itself is its user's.
CREATE TABLE sessions (
  session_id text COLLATE "C" PRIMARY KEY,
  user_id text COLLATE "C" NOT NULL,
  client_id text COLLATE "C"
);
CREATE INDEX sessions_client ON sessions (client_id, user_id) WHERE client_id IS NOT NULL;
CREATE INDEX sessions_user ON sessions (user_id);

ALTER TABLE resources
  ADD COLUMN name text COLLATE "C",
  ADD COLUMN mode text COLLATE "C",
  ADD COLUMN verified boolean,
  ADD COLUMN expires_at bigint;
