-- Where a passage is in a file that has no lines: "page 3", "slide 2", "sheet Costs"; else ''.
ALTER TABLE passages ADD COLUMN place TEXT NOT NULL DEFAULT '';

DROP VIEW context_passages;
CREATE VIEW context_passages AS
SELECT u.handle AS user_handle, d.path, p.ordinal, p.kind, p.speaker, p.line, p.headings, p.text, p.place
FROM passages p JOIN documents d USING (document_key) JOIN users u ON u.id = d.user_id;

-- Files of a user's context that are no documents: those that wait for the program that reads them, and recordings.
CREATE TABLE other_files (
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    path       TEXT NOT NULL,
    kind       TEXT NOT NULL,                     -- as the folder suggests
    format     TEXT NOT NULL,                     -- pdf …, audio, video
    what       TEXT NOT NULL,                     -- why it is no document
    transcript TEXT NOT NULL DEFAULT '',          -- of a recording: the path of its transcript
    PRIMARY KEY (user_id, path)
) STRICT, WITHOUT ROWID;

-- What the user's transcriber made of recordings: by what the recording holds and how the transcriber was called, so
-- that none is transcribed twice.
CREATE TABLE transcriptions (
    user_id       TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    content_hash  TEXT NOT NULL,                  -- SHA-256 of the recording
    command_hash  TEXT NOT NULL,                  -- SHA-256 of the transcriber's arguments
    path          TEXT NOT NULL,                  -- of the recording when it was transcribed
    transcript    TEXT,                           -- as the transcriber wrote it
    error_message TEXT,                           -- why there is none
    made_at       TEXT NOT NULL,
    PRIMARY KEY (user_id, content_hash, command_hash),
    CHECK ((transcript IS NULL) <> (error_message IS NULL))
) STRICT;
