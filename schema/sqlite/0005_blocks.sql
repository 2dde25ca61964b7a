-- What a block of a document holds beside its text, and whose words it is.
ALTER TABLE passages ADD COLUMN quoted INTEGER NOT NULL DEFAULT 0;       -- not the author's own words, and no turn
ALTER TABLE passages ADD COLUMN markup TEXT NOT NULL DEFAULT '';         -- as CommonMark; empty when the text says it all
ALTER TABLE passages ADD COLUMN code_language TEXT NOT NULL DEFAULT '';
ALTER TABLE passages ADD COLUMN columns TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(columns));  -- of a table row

-- The kind is decided by what a document holds; the folder that it lies in is a hint.
ALTER TABLE documents ADD COLUMN folder_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN kind_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN omitted TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(omitted));  -- what was not read on purpose
UPDATE documents SET folder_kind = kind;

CREATE VIEW context_documents AS
SELECT u.handle AS user_handle, d.path, d.kind, d.format, d.title, d.language, d.document_date, d.error_message
FROM documents d JOIN users u ON u.id = d.user_id;

CREATE VIEW context_passages AS
SELECT u.handle AS user_handle, d.path, p.ordinal, p.kind, p.speaker, p.line, p.headings, p.text
FROM passages p JOIN documents d USING (document_key) JOIN users u ON u.id = d.user_id;
