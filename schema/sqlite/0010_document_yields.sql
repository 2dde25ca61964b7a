-- What each document yields by itself (how it reads, which drafts were tried), so that the daily analysis works on what
-- changed. It can be made again from the rest at any time. `revision` is that of the document it was made from; `version`
-- is a hash of all else that it depends on.
CREATE TABLE document_yields (
    document_key INTEGER PRIMARY KEY REFERENCES documents (document_key) ON DELETE CASCADE,
    user_key     INTEGER NOT NULL REFERENCES users (user_key) ON DELETE CASCADE,
    revision     TEXT NOT NULL,
    version      TEXT NOT NULL,
    content      BLOB NOT NULL
) STRICT;
CREATE INDEX document_yields_user ON document_yields (user_key);

-- Who speaks in a document, each once: to know who is meant by a name, without reading all passages.
ALTER TABLE documents ADD COLUMN speakers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(speakers));
UPDATE documents SET speakers = (
    SELECT json_group_array(speaker) FROM (
        SELECT speaker FROM passages p WHERE p.document_key = documents.document_key AND speaker <> ''
        GROUP BY speaker ORDER BY min(ordinal)))
WHERE document_key IN (SELECT document_key FROM passages WHERE speaker <> '');
