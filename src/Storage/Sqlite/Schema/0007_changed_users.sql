-- In which order users were written last: whoever keeps users in memory reads what is new. There is one writer, so the
-- numbers are given in the order of commits.
ALTER TABLE users ADD COLUMN change_number INTEGER NOT NULL DEFAULT 0;
CREATE INDEX users_changed ON users (change_number);
