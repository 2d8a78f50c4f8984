-- By what users are listed. What an earlier version didn't write is guessed from what it did; the next event of a user,
-- or a backfill, writes it as it is.
ALTER TABLE users ADD COLUMN email_address TEXT;
ALTER TABLE users ADD COLUMN phone_number TEXT;
ALTER TABLE users ADD COLUMN web3_wallet TEXT;
ALTER TABLE users ADD COLUMN last_active_at INTEGER;
UPDATE users SET
  email_address = (SELECT min(i.value) FROM user_identifiers i WHERE i.user_id = users.user_id AND i.kind = 1),
  phone_number = (SELECT min(i.value) FROM user_identifiers i WHERE i.user_id = users.user_id AND i.kind = 2)
WHERE NOT deleted;

-- A list in either direction is one walk over its index. Whoever has no value comes last, and ids decide between equals.
CREATE INDEX users_updated ON users (updated_at, user_id) WHERE NOT deleted;
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
  text_id INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;

-- Every three characters in a row. Without their places, since what is found is compared with the text itself anyway.
-- What is taken out is gone from the disk at once (docs/adr/0020-erasure.md).
CREATE VIRTUAL TABLE user_trigrams USING fts5 (
  body, content = 'user_texts', content_rowid = 'text_id', tokenize = 'trigram case_sensitive 1', detail = 'none',
  columnsize = 0);
INSERT INTO user_trigrams (user_trigrams, rank) VALUES ('secure-delete', 1);

INSERT INTO user_texts (user_id, body, name)
SELECT u.user_id,
  lower(u.user_id) || char(10) || lower(trim(coalesce(u.first_name, '') || ' ' || coalesce(u.last_name, ''))) || char(10)
    || coalesce((SELECT group_concat(lower(i.value), char(10)) FROM user_identifiers i
         WHERE i.user_id = u.user_id AND i.kind IN (1, 2, 3)), ''),
  lower(trim(coalesce(u.first_name, '') || ' ' || coalesce(u.last_name, '')))
FROM users u WHERE NOT u.deleted;
INSERT INTO user_trigrams (rowid, body) SELECT text_id, body FROM user_texts;

ALTER TABLE organizations ADD COLUMN body TEXT;
UPDATE organizations SET
  body = lower(coalesce(name, '')) || char(10) || lower(coalesce(slug, ''))
WHERE NOT deleted;
CREATE INDEX organizations_name ON organizations (name, organization_id) WHERE NOT deleted;

-- Whose a session is. The session itself is its user's.
CREATE TABLE sessions (
  session_id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL,
  client_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_client ON sessions (client_id, user_id) WHERE client_id IS NOT NULL;
CREATE INDEX sessions_user ON sessions (user_id);

ALTER TABLE resources ADD COLUMN name TEXT;
ALTER TABLE resources ADD COLUMN mode TEXT;
ALTER TABLE resources ADD COLUMN verified INTEGER;
ALTER TABLE resources ADD COLUMN expires_at INTEGER;
