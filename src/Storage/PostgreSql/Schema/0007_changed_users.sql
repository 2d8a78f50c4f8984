-- Which transaction wrote a user last: whoever keeps users in memory reads what it hasn't seen. A trigger notes it, since
-- processes of the version before this one write users, too, while one after the other is replaced.
ALTER TABLE users ADD COLUMN transaction_id xid8 NOT NULL DEFAULT '0';
CREATE INDEX users_changed ON users (transaction_id);

CREATE FUNCTION note_users_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.transaction_id := pg_current_xact_id();
  RETURN NEW;
END $$;

CREATE TRIGGER users_written BEFORE INSERT OR UPDATE ON users
FOR EACH ROW EXECUTE FUNCTION note_users_transaction();
