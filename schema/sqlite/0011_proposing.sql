-- What a user says of proposals: {"repeat_after": days, null for never, "max_per_day", "max_per_week"}.
ALTER TABLE users ADD COLUMN proposing TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(proposing));
-- Paths and words that are for nobody else, as the workspace file gives them.
ALTER TABLE users ADD COLUMN private TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(private));
-- For which social networks a post is made ready.
ALTER TABLE users ADD COLUMN networks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(networks));

-- What was told, sentence by sentence: of each, hashes of its words (analysis/told.h).
ALTER TABLE suggestion_evidence ADD COLUMN sentences TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sentences));

-- What an analysis of the same day found before it was made again.
CREATE TABLE pacing_analysis_history (
    context_analysis_id TEXT NOT NULL REFERENCES pacing_context_analysis (id) ON DELETE CASCADE,
    run                 INTEGER NOT NULL,         -- from 1
    user_id             TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    knowledge_context   TEXT CHECK (knowledge_context IS NULL OR json_valid(knowledge_context)),
    meeting_context     TEXT CHECK (meeting_context IS NULL OR json_valid(meeting_context)),
    content_suggestions TEXT CHECK (content_suggestions IS NULL OR json_valid(content_suggestions)),
    error_message       TEXT,
    started_at          TEXT,
    completed_at        TEXT,
    replaced_at         TEXT NOT NULL,
    PRIMARY KEY (context_analysis_id, run)
) STRICT;
CREATE INDEX pacing_analysis_history_user ON pacing_analysis_history (user_id);
