-- Pacelane's database. Times are RFC 3339 text in UTC with milliseconds, dates YYYY-MM-DD in the user's own zone,
-- JSON is text. The pacing_* names and columns are the system's public face.

CREATE TABLE users (
    user_key    INTEGER PRIMARY KEY,              -- internal, for compact indexes
    id          TEXT NOT NULL UNIQUE,             -- UUID
    handle      TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    headline    TEXT NOT NULL DEFAULT '',
    timezone    TEXT NOT NULL DEFAULT 'UTC',      -- IANA name
    language    TEXT CHECK (language IN ('en', 'pt-BR')),
    pillars     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pillars)),
    tone        TEXT NOT NULL DEFAULT '',
    context     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(context)),  -- {"folder", "knowledge": [glob], "meetings", "transcripts"}
    is_active   INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL
) STRICT;

CREATE TABLE pacing_schedules (
    id                TEXT PRIMARY KEY,
    user_id           TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    frequency         TEXT NOT NULL CHECK (frequency IN ('daily', 'weekly', 'bi-weekly')),
    selected_days     TEXT NOT NULL CHECK (json_valid(selected_days)),
    preferred_time    TEXT NOT NULL,
    is_active         INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    inactive_reason   TEXT CHECK (inactive_reason IN ('paused', 'pruned', 'file')),
    content_types     TEXT NOT NULL CHECK (json_valid(content_types)),
    anchor_date       TEXT NOT NULL,              -- bi-weekly: a date in an "on" week
    next_due_at       TEXT,                       -- the tick's index: when the schedule is due next …
    due_computed_at   TEXT NOT NULL,              -- … as computed then (a clock set back makes it void)
    last_triggered_at TEXT,
    created_at        TEXT NOT NULL,
    updated_at        TEXT NOT NULL
) STRICT;
CREATE INDEX pacing_schedules_user ON pacing_schedules (user_id);
CREATE INDEX pacing_schedules_due ON pacing_schedules (next_due_at) WHERE is_active = 1;
CREATE INDEX pacing_schedules_computed ON pacing_schedules (due_computed_at) WHERE is_active = 1;

CREATE TABLE pacing_context_analysis (
    id                  TEXT PRIMARY KEY,
    user_id             TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    schedule_id         TEXT REFERENCES pacing_schedules (id) ON DELETE SET NULL,
    analysis_date       TEXT NOT NULL,
    knowledge_context   TEXT CHECK (knowledge_context IS NULL OR json_valid(knowledge_context)),
    meeting_context     TEXT CHECK (meeting_context IS NULL OR json_valid(meeting_context)),
    content_suggestions TEXT CHECK (content_suggestions IS NULL OR json_valid(content_suggestions)),
    analysis_status     TEXT NOT NULL DEFAULT 'pending'
                        CHECK (analysis_status IN ('pending', 'processing', 'completed', 'failed')),
    error_message       TEXT,                     -- the last failure; for a completed one without suggestions, why there are none
    created_at          TEXT NOT NULL,
    started_at          TEXT,
    completed_at        TEXT,
    UNIQUE (user_id, analysis_date)
) STRICT;
CREATE INDEX pacing_context_analysis_status ON pacing_context_analysis (analysis_status, created_at);
CREATE INDEX pacing_context_analysis_created ON pacing_context_analysis (created_at);

CREATE TABLE pacing_content_generation (
    id                  TEXT PRIMARY KEY,
    user_id             TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    schedule_id         TEXT REFERENCES pacing_schedules (id) ON DELETE SET NULL,
    context_analysis_id TEXT NOT NULL REFERENCES pacing_context_analysis (id) ON DELETE CASCADE,
    suggestion_id       TEXT NOT NULL,            -- the suggestion of content_suggestions that it carries out
    content_type        TEXT NOT NULL CHECK (content_type IN ('linkedin_post', 'blog_post', 'newsletter', 'social_media')),
    content_title       TEXT,
    content_body        TEXT,
    content_metadata    TEXT CHECK (content_metadata IS NULL OR json_valid(content_metadata)),
    generation_status   TEXT NOT NULL DEFAULT 'pending'
                        CHECK (generation_status IN ('pending', 'generating', 'completed', 'failed')),
    error_message       TEXT,
    created_at          TEXT NOT NULL,
    started_at          TEXT,
    completed_at        TEXT,
    UNIQUE (context_analysis_id, suggestion_id)
) STRICT;
CREATE INDEX pacing_content_generation_user ON pacing_content_generation (user_id, created_at);
CREATE INDEX pacing_content_generation_status ON pacing_content_generation (generation_status, created_at);
CREATE INDEX pacing_content_generation_created ON pacing_content_generation (created_at);

-- The passages that suggestions rested on: what has been said is not proposed again.
CREATE TABLE suggestion_evidence (
    suggestion_id       TEXT NOT NULL,
    context_analysis_id TEXT NOT NULL REFERENCES pacing_context_analysis (id) ON DELETE CASCADE,
    user_id             TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    topic_key           TEXT NOT NULL,
    content_type        TEXT NOT NULL,
    analysis_date       TEXT NOT NULL,
    passage_hashes      TEXT NOT NULL CHECK (json_valid(passage_hashes)),
    PRIMARY KEY (user_id, suggestion_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggestion_evidence_analysis ON suggestion_evidence (context_analysis_id);

CREATE TABLE documents (
    document_key    INTEGER PRIMARY KEY,          -- internal
    id              TEXT NOT NULL UNIQUE,         -- UUID
    user_id         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind            TEXT NOT NULL CHECK (kind IN ('knowledge', 'meeting', 'transcript')),
    path            TEXT NOT NULL,                -- relative to the workspace's folder
    format          TEXT NOT NULL,
    title           TEXT NOT NULL,
    title_from_name INTEGER NOT NULL DEFAULT 0,
    language        TEXT,
    document_date   TEXT,                         -- when it was written or took place
    participants    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(participants)),
    content_hash    TEXT NOT NULL,                -- SHA-256 of the file
    size_bytes      INTEGER NOT NULL,
    modified_ns     INTEGER NOT NULL,             -- the file's modification time
    warnings        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(warnings)),
    error_message   TEXT,                         -- why it could not be read; it then has no passages
    first_seen_at   TEXT NOT NULL,
    changed_at      TEXT NOT NULL,
    UNIQUE (user_id, path)
) STRICT;

CREATE TABLE passages (
    passage_key   INTEGER PRIMARY KEY,            -- internal
    user_key      INTEGER NOT NULL REFERENCES users (user_key) ON DELETE CASCADE,
    document_key  INTEGER NOT NULL REFERENCES documents (document_key) ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    headings      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(headings)),
    lead_in       TEXT NOT NULL DEFAULT '',
    checked       INTEGER,
    list          INTEGER NOT NULL DEFAULT -1,
    depth         INTEGER NOT NULL DEFAULT 0,
    speaker       TEXT NOT NULL DEFAULT '',
    start_ms      INTEGER,
    end_ms        INTEGER,
    line          INTEGER NOT NULL,
    line_end      INTEGER NOT NULL,
    text          TEXT NOT NULL,
    text_hash     TEXT NOT NULL,
    terms         INTEGER NOT NULL,               -- length in indexed terms
    first_seen_at TEXT NOT NULL,                  -- when this text first appeared in this document
    UNIQUE (document_key, ordinal)
) STRICT;
CREATE INDEX passages_user ON passages (user_key);

-- What ranking must know of a user's passages as a whole; kept by the triggers.
CREATE TABLE passage_statistics (
    user_key INTEGER PRIMARY KEY REFERENCES users (user_key) ON DELETE CASCADE,
    passages INTEGER NOT NULL,
    terms    INTEGER NOT NULL
) STRICT;
CREATE TRIGGER passages_inserted AFTER INSERT ON passages BEGIN
    INSERT INTO passage_statistics (user_key, passages, terms) VALUES (new.user_key, 1, new.terms)
    ON CONFLICT (user_key) DO UPDATE SET passages = passages + 1, terms = terms + excluded.terms;
END;
CREATE TRIGGER passages_deleted AFTER DELETE ON passages BEGIN
    UPDATE passage_statistics SET passages = passages - 1, terms = terms - old.terms WHERE user_key = old.user_key;
END;

-- The inverted index for ranked search, one per user: no query ever touches another user's rows.
CREATE TABLE postings (
    user_key    INTEGER NOT NULL,
    term        TEXT NOT NULL,                    -- stem
    passage_key INTEGER NOT NULL REFERENCES passages (passage_key) ON DELETE CASCADE,
    frequency   INTEGER NOT NULL,
    length      INTEGER NOT NULL,                 -- passages.terms, here to save the look-up
    PRIMARY KEY (user_key, term, passage_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX postings_passage ON postings (passage_key);

-- The queues, after pgmq. Each has its tables q_<name> (live) and a_<name> (archived).
CREATE TABLE queues (
    queue_name     TEXT NOT NULL,                 -- as first given
    table_suffix   TEXT PRIMARY KEY,              -- lower case
    created_at     TEXT NOT NULL,
    is_partitioned INTEGER NOT NULL DEFAULT 0 CHECK (is_partitioned = 0),
    is_unlogged    INTEGER NOT NULL DEFAULT 0 CHECK (is_unlogged = 0)
) STRICT;

CREATE TABLE q_pacing_content_queue (
    msg_id      INTEGER PRIMARY KEY AUTOINCREMENT,
    read_ct     INTEGER NOT NULL DEFAULT 0,
    enqueued_at TEXT NOT NULL,
    vt          TEXT NOT NULL,                    -- visible from
    hidden      INTEGER NOT NULL DEFAULT 0,       -- 1: waits for vt; 0: ready (the reader's index)
    message     TEXT CHECK (message IS NULL OR json_valid(message)),
    headers     TEXT CHECK (headers IS NULL OR json_valid(headers))
) STRICT;
CREATE INDEX q_pacing_content_queue_ready ON q_pacing_content_queue (msg_id) WHERE hidden = 0;
CREATE INDEX q_pacing_content_queue_hidden ON q_pacing_content_queue (vt) WHERE hidden = 1;
CREATE TABLE a_pacing_content_queue (
    msg_id      INTEGER PRIMARY KEY,
    read_ct     INTEGER NOT NULL,
    enqueued_at TEXT NOT NULL,
    archived_at TEXT NOT NULL,
    vt          TEXT NOT NULL,
    message     TEXT,
    headers     TEXT
) STRICT;

CREATE TABLE q_content_suggestions_queue (
    msg_id      INTEGER PRIMARY KEY AUTOINCREMENT,
    read_ct     INTEGER NOT NULL DEFAULT 0,
    enqueued_at TEXT NOT NULL,
    vt          TEXT NOT NULL,
    hidden      INTEGER NOT NULL DEFAULT 0,
    message     TEXT CHECK (message IS NULL OR json_valid(message)),
    headers     TEXT CHECK (headers IS NULL OR json_valid(headers))
) STRICT;
CREATE INDEX q_content_suggestions_queue_ready ON q_content_suggestions_queue (msg_id) WHERE hidden = 0;
CREATE INDEX q_content_suggestions_queue_hidden ON q_content_suggestions_queue (vt) WHERE hidden = 1;
CREATE TABLE a_content_suggestions_queue (
    msg_id      INTEGER PRIMARY KEY,
    read_ct     INTEGER NOT NULL,
    enqueued_at TEXT NOT NULL,
    archived_at TEXT NOT NULL,
    vt          TEXT NOT NULL,
    message     TEXT,
    headers     TEXT
) STRICT;

INSERT INTO queues (queue_name, table_suffix, created_at)
VALUES ('pacing_content_queue', 'pacing_content_queue', strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
       ('content_suggestions_queue', 'content_suggestions_queue', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));

CREATE VIEW pacing_queue_status AS
SELECT 'pacing_content_queue' AS queue_name,
       (SELECT count(*) FROM q_pacing_content_queue) AS pending_messages,
       'Users whose context waits for analysis' AS description
UNION ALL
SELECT 'content_suggestions_queue',
       (SELECT count(*) FROM q_content_suggestions_queue),
       'Suggestions that wait to be written';
