-- A user's texts stand in the user's own row: a search that walks an order looks at each user's text, and one that walks
-- the trigrams at each user's place in the order. Both are one step now, by a number that SQLite keeps.
CREATE TABLE users_2 (
  row_id INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  banned INTEGER NOT NULL,
  external_id TEXT,
  username TEXT,
  first_name TEXT,
  last_name TEXT,
  created_at INTEGER,
  updated_at INTEGER,
  last_sign_in_at INTEGER,
  deleted_at INTEGER,
  erased INTEGER NOT NULL DEFAULT 0,
  email_address TEXT,
  phone_number TEXT,
  web3_wallet TEXT,
  last_active_at INTEGER,
  folded_name TEXT,
  -- Lines, and two empty ones: so every character begins three.
  body TEXT
) STRICT;

INSERT INTO users_2 (user_id, revision, deleted, banned, external_id, username, first_name, last_name, created_at,
  updated_at, last_sign_in_at, deleted_at, erased, email_address, phone_number, web3_wallet, last_active_at, folded_name,
  body)
SELECT u.user_id, u.revision, u.deleted, u.banned, u.external_id, u.username, u.first_name, u.last_name, u.created_at,
  u.updated_at, u.last_sign_in_at, u.deleted_at, u.erased, u.email_address, u.phone_number, u.web3_wallet,
  u.last_active_at, t.name, t.body || char(10, 10)
FROM users u LEFT JOIN user_texts t ON t.user_id = u.user_id
ORDER BY u.rowid;

DROP TABLE user_trigrams;
DROP TABLE user_texts;
DROP TABLE users;
ALTER TABLE users_2 RENAME TO users;

CREATE INDEX users_newest ON users (created_at, user_id) WHERE NOT deleted;
CREATE INDEX users_updated ON users (updated_at, user_id) WHERE NOT deleted;
CREATE INDEX users_email ON users ((email_address IS NULL), email_address, user_id) WHERE NOT deleted;
CREATE INDEX users_phone ON users ((phone_number IS NULL), phone_number, user_id) WHERE NOT deleted;
CREATE INDEX users_wallet ON users ((web3_wallet IS NULL), web3_wallet, user_id) WHERE NOT deleted;
CREATE INDEX users_username ON users ((username IS NULL), username, user_id) WHERE NOT deleted;
CREATE INDEX users_first_name ON users ((first_name IS NULL), first_name, user_id) WHERE NOT deleted;
CREATE INDEX users_last_name ON users ((last_name IS NULL), last_name, user_id) WHERE NOT deleted;
CREATE INDEX users_active ON users ((last_active_at IS NULL), last_active_at, user_id) WHERE NOT deleted;
CREATE INDEX users_sign_in ON users ((last_sign_in_at IS NULL), last_sign_in_at, user_id) WHERE NOT deleted;
CREATE INDEX users_deleted ON users (deleted_at, user_id) WHERE deleted AND NOT erased;

-- As before: without places and without a copy of the text, and what is taken out is gone from the disk at once.
CREATE VIRTUAL TABLE user_trigrams USING fts5 (
  body, content = 'users', content_rowid = 'row_id', tokenize = 'trigram case_sensitive 1', detail = 'none',
  columnsize = 0);
INSERT INTO user_trigrams (user_trigrams, rank) VALUES ('secure-delete', 1);
INSERT INTO user_trigrams (rowid, body) SELECT row_id, body FROM users WHERE body IS NOT NULL;

-- Which trigrams there are: fewer characters than three are sought by those that they begin.
CREATE VIRTUAL TABLE user_trigram_terms USING fts5vocab (user_trigrams, row);
