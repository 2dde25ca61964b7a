-- The number of an item of a numbered list, 0 for a bulleted one: a draft keeps the numbers.
ALTER TABLE passages ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
