-- Texts are sought in memory, and without it by reading all of them. The extension stays: others may use it.
DROP INDEX IF EXISTS user_texts_trigrams;
