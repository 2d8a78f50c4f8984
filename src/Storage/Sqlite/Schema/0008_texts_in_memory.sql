-- Texts are sought in memory, and without it by reading all of them.
DROP TABLE user_trigram_terms;
DROP TABLE user_trigrams;
