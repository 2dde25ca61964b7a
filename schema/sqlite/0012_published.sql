-- Whether a document is for all to read already, and where; '' when that is not known.
ALTER TABLE documents ADD COLUMN published INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN url TEXT NOT NULL DEFAULT '';
