-- Which languages there are is known to the program, which checks them. A column's CHECK goes with the column; no table is
-- made anew, so nothing that refers to the users is touched.
ALTER TABLE users ADD COLUMN draft_language TEXT;
UPDATE users SET draft_language = language;
ALTER TABLE users DROP COLUMN language;
ALTER TABLE users RENAME COLUMN draft_language TO language;
