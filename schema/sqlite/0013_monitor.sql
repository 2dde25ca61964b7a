-- What the monitor shows of work that is over, counted as it ends: to look at a million drafts costs what it costs to look
-- at ten. Work that is not over is counted by its indexes, so that a tick and a queue's hot path pay nothing for it.

-- How often the work on a row was started since it was enqueued; 0 also for what ended before this was kept.
ALTER TABLE pacing_context_analysis ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pacing_content_generation ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;

CREATE TABLE monitor_counts (
    what  TEXT NOT NULL,                          -- analyses, generations, users, schedules or archive
    state TEXT NOT NULL,                          -- of these, or with_error; of the archive the queue's table_suffix
    n     INTEGER NOT NULL,
    PRIMARY KEY (what, state)
) STRICT, WITHOUT ROWID;
INSERT INTO monitor_counts (what, state, n)
SELECT 'analyses', 'completed', count(*) FROM pacing_context_analysis WHERE analysis_status = 'completed'
UNION ALL SELECT 'analyses', 'failed', count(*) FROM pacing_context_analysis WHERE analysis_status = 'failed'
UNION ALL SELECT 'generations', 'completed', count(*) FROM pacing_content_generation WHERE generation_status = 'completed' AND withdrawn_at IS NULL
UNION ALL SELECT 'generations', 'failed', count(*) FROM pacing_content_generation WHERE generation_status = 'failed' AND withdrawn_at IS NULL
UNION ALL SELECT 'generations', 'withdrawn', count(*) FROM pacing_content_generation WHERE withdrawn_at IS NOT NULL
UNION ALL SELECT 'analyses', 'with_error', count(*) FROM pacing_context_analysis WHERE error_message IS NOT NULL AND analysis_status <> 'completed'
UNION ALL SELECT 'generations', 'with_error', count(*) FROM pacing_content_generation WHERE error_message IS NOT NULL AND generation_status <> 'completed' AND withdrawn_at IS NULL
UNION ALL SELECT 'users', 'active', count(*) FROM users WHERE is_active = 1
UNION ALL SELECT 'users', 'inactive', count(*) FROM users WHERE is_active = 0
UNION ALL SELECT 'schedules', 'active', count(*) FROM pacing_schedules WHERE is_active = 1
UNION ALL SELECT 'schedules', 'inactive', count(*) FROM pacing_schedules WHERE is_active = 0
UNION ALL SELECT 'archive', 'pacing_content_queue', count(*) FROM a_pacing_content_queue
UNION ALL SELECT 'archive', 'content_suggestions_queue', count(*) FROM a_content_suggestions_queue;

-- What came to its end on a day (UTC), whatever became of it since.
CREATE TABLE monitor_days (
    day  TEXT NOT NULL,
    what TEXT NOT NULL,                           -- analyses_completed, analyses_failed, generations_… or messages
    n    INTEGER NOT NULL,
    PRIMARY KEY (day, what)
) STRICT, WITHOUT ROWID;
INSERT INTO monitor_days (day, what, n)
SELECT substr(completed_at, 1, 10), 'analyses_' || analysis_status, count(*) FROM pacing_context_analysis
WHERE analysis_status IN ('completed', 'failed') AND completed_at IS NOT NULL GROUP BY 1, 2
UNION ALL
SELECT substr(completed_at, 1, 10), 'generations_' || generation_status, count(*) FROM pacing_content_generation
WHERE generation_status IN ('completed', 'failed') AND completed_at IS NOT NULL AND withdrawn_at IS NULL GROUP BY 1, 2
UNION ALL
SELECT substr(archived_at, 1, 10), 'messages', count(*) FROM
    (SELECT archived_at FROM a_pacing_content_queue UNION ALL SELECT archived_at FROM a_content_suggestions_queue) GROUP BY 1;

-- How many messages of the pipeline's queues were archived in a minute; of the last two hours.
CREATE TABLE monitor_minutes (
    queue  TEXT NOT NULL,
    minute TEXT NOT NULL,                         -- "2026-11-19T08:00"
    n      INTEGER NOT NULL,
    PRIMARY KEY (queue, minute)
) STRICT, WITHOUT ROWID;
INSERT INTO monitor_minutes (queue, minute, n)
SELECT queue, substr(archived_at, 1, 16), count(*) FROM (
    SELECT 'pacing_content_queue' AS queue, archived_at FROM a_pacing_content_queue
    UNION ALL SELECT 'content_suggestions_queue', archived_at FROM a_content_suggestions_queue)
WHERE archived_at >= strftime('%Y-%m-%dT%H:%M', 'now', '-2 hours') GROUP BY 1, 2;
CREATE TRIGGER monitor_minutes_inserted AFTER INSERT ON monitor_minutes BEGIN
    DELETE FROM monitor_minutes WHERE queue = new.queue AND minute < strftime('%Y-%m-%dT%H:%M', new.minute, '-2 hours');
END;

-- How long the work took: of all that was completed, and of the last 500, in a ring.
CREATE TABLE monitor_stages (
    stage     TEXT PRIMARY KEY,                   -- analyze, write
    completed INTEGER NOT NULL,
    total_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE monitor_timings (
    stage TEXT NOT NULL,
    slot  INTEGER NOT NULL,
    ms    INTEGER NOT NULL,
    PRIMARY KEY (stage, slot)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER monitor_stages_updated AFTER UPDATE ON monitor_stages BEGIN
    INSERT INTO monitor_timings (stage, slot, ms) VALUES (new.stage, new.completed % 500, new.total_ms - old.total_ms)
    ON CONFLICT (stage, slot) DO UPDATE SET ms = excluded.ms;
END;
INSERT INTO monitor_stages (stage, completed, total_ms)
SELECT 'analyze', count(*), coalesce(sum(max(0, CAST(round((julianday(completed_at) - julianday(started_at)) * 86400000) AS INTEGER))), 0)
FROM pacing_context_analysis WHERE analysis_status = 'completed' AND started_at IS NOT NULL AND completed_at IS NOT NULL
UNION ALL
SELECT 'write', count(*), coalesce(sum(max(0, CAST(round((julianday(completed_at) - julianday(started_at)) * 86400000) AS INTEGER))), 0)
FROM pacing_content_generation WHERE generation_status = 'completed' AND started_at IS NOT NULL AND completed_at IS NOT NULL;
INSERT INTO monitor_timings (stage, slot, ms)
SELECT 'analyze', row_number() OVER () - 1, max(0, CAST(round((julianday(completed_at) - julianday(started_at)) * 86400000) AS INTEGER))
FROM (SELECT started_at, completed_at FROM pacing_context_analysis WHERE analysis_status = 'completed' AND started_at IS NOT NULL
      AND completed_at IS NOT NULL ORDER BY created_at DESC LIMIT 500);
INSERT INTO monitor_timings (stage, slot, ms)
SELECT 'write', row_number() OVER () - 1, max(0, CAST(round((julianday(completed_at) - julianday(started_at)) * 86400000) AS INTEGER))
FROM (SELECT started_at, completed_at FROM pacing_content_generation WHERE generation_status = 'completed' AND started_at IS NOT NULL
      AND completed_at IS NOT NULL ORDER BY created_at DESC LIMIT 500);

CREATE TRIGGER monitor_analyses_ended AFTER UPDATE OF analysis_status ON pacing_context_analysis
WHEN new.analysis_status <> old.analysis_status BEGIN
    UPDATE monitor_counts SET n = n - 1 WHERE what = 'analyses' AND state = old.analysis_status;
    UPDATE monitor_counts SET n = n + 1 WHERE what = 'analyses' AND state = new.analysis_status;
    INSERT INTO monitor_days (day, what, n)
    SELECT substr(new.completed_at, 1, 10), 'analyses_' || new.analysis_status, 1
    WHERE new.analysis_status IN ('completed', 'failed') AND new.completed_at IS NOT NULL
    ON CONFLICT (day, what) DO UPDATE SET n = n + 1;
    UPDATE monitor_stages SET completed = completed + 1, total_ms = total_ms
        + max(0, CAST(round((julianday(new.completed_at) - julianday(new.started_at)) * 86400000) AS INTEGER))
    WHERE stage = 'analyze' AND new.analysis_status = 'completed' AND new.started_at IS NOT NULL AND new.completed_at IS NOT NULL;
END;
CREATE TRIGGER monitor_analyses_inserted AFTER INSERT ON pacing_context_analysis
WHEN new.analysis_status IN ('completed', 'failed') BEGIN
    UPDATE monitor_counts SET n = n + 1 WHERE what = 'analyses' AND state = new.analysis_status;
END;
CREATE TRIGGER monitor_analyses_deleted AFTER DELETE ON pacing_context_analysis BEGIN
    UPDATE monitor_counts SET n = n - 1 WHERE what = 'analyses' AND state = old.analysis_status;
END;

CREATE TRIGGER monitor_generations_ended AFTER UPDATE OF generation_status ON pacing_content_generation
WHEN new.generation_status <> old.generation_status AND new.withdrawn_at IS NULL BEGIN
    INSERT INTO monitor_days (day, what, n)
    SELECT substr(new.completed_at, 1, 10), 'generations_' || new.generation_status, 1
    WHERE new.generation_status IN ('completed', 'failed') AND new.completed_at IS NOT NULL
    ON CONFLICT (day, what) DO UPDATE SET n = n + 1;
    UPDATE monitor_stages SET completed = completed + 1, total_ms = total_ms
        + max(0, CAST(round((julianday(new.completed_at) - julianday(new.started_at)) * 86400000) AS INTEGER))
    WHERE stage = 'write' AND new.generation_status = 'completed' AND new.started_at IS NOT NULL AND new.completed_at IS NOT NULL;
END;
CREATE TRIGGER monitor_generations_updated AFTER UPDATE OF generation_status, withdrawn_at ON pacing_content_generation BEGIN
    UPDATE monitor_counts SET n = n - 1
    WHERE what = 'generations' AND state = iif(old.withdrawn_at IS NULL, old.generation_status, 'withdrawn');
    UPDATE monitor_counts SET n = n + 1
    WHERE what = 'generations' AND state = iif(new.withdrawn_at IS NULL, new.generation_status, 'withdrawn');
END;
CREATE TRIGGER monitor_generations_inserted AFTER INSERT ON pacing_content_generation
WHEN new.generation_status IN ('completed', 'failed') OR new.withdrawn_at IS NOT NULL BEGIN
    UPDATE monitor_counts SET n = n + 1
    WHERE what = 'generations' AND state = iif(new.withdrawn_at IS NULL, new.generation_status, 'withdrawn');
END;
CREATE TRIGGER monitor_generations_deleted AFTER DELETE ON pacing_content_generation BEGIN
    UPDATE monitor_counts SET n = n - 1
    WHERE what = 'generations' AND state = iif(old.withdrawn_at IS NULL, old.generation_status, 'withdrawn');
END;

-- What 'status errors' lists of them.
CREATE TRIGGER monitor_analyses_erred AFTER UPDATE OF analysis_status, error_message ON pacing_context_analysis
WHEN (new.error_message IS NOT NULL AND new.analysis_status <> 'completed')
  <> (old.error_message IS NOT NULL AND old.analysis_status <> 'completed') BEGIN
    UPDATE monitor_counts SET n = n + iif((new.error_message IS NOT NULL AND new.analysis_status <> 'completed'), 1, -1)
    WHERE what = 'analyses' AND state = 'with_error';
END;
CREATE TRIGGER monitor_analyses_error_inserted AFTER INSERT ON pacing_context_analysis
WHEN (new.error_message IS NOT NULL AND new.analysis_status <> 'completed') BEGIN
    UPDATE monitor_counts SET n = n + 1 WHERE what = 'analyses' AND state = 'with_error';
END;
CREATE TRIGGER monitor_analyses_error_deleted AFTER DELETE ON pacing_context_analysis
WHEN (old.error_message IS NOT NULL AND old.analysis_status <> 'completed') BEGIN
    UPDATE monitor_counts SET n = n - 1 WHERE what = 'analyses' AND state = 'with_error';
END;
CREATE TRIGGER monitor_generations_erred AFTER UPDATE OF generation_status, error_message, withdrawn_at ON pacing_content_generation
WHEN (new.error_message IS NOT NULL AND new.generation_status <> 'completed' AND new.withdrawn_at IS NULL)
  <> (old.error_message IS NOT NULL AND old.generation_status <> 'completed' AND old.withdrawn_at IS NULL) BEGIN
    UPDATE monitor_counts SET n = n + iif((new.error_message IS NOT NULL AND new.generation_status <> 'completed' AND new.withdrawn_at IS NULL), 1, -1)
    WHERE what = 'generations' AND state = 'with_error';
END;
CREATE TRIGGER monitor_generations_error_inserted AFTER INSERT ON pacing_content_generation
WHEN (new.error_message IS NOT NULL AND new.generation_status <> 'completed' AND new.withdrawn_at IS NULL) BEGIN
    UPDATE monitor_counts SET n = n + 1 WHERE what = 'generations' AND state = 'with_error';
END;
CREATE TRIGGER monitor_generations_error_deleted AFTER DELETE ON pacing_content_generation
WHEN (old.error_message IS NOT NULL AND old.generation_status <> 'completed' AND old.withdrawn_at IS NULL) BEGIN
    UPDATE monitor_counts SET n = n - 1 WHERE what = 'generations' AND state = 'with_error';
END;

CREATE TRIGGER monitor_users_inserted AFTER INSERT ON users BEGIN
    UPDATE monitor_counts SET n = n + 1 WHERE what = 'users' AND state = iif(new.is_active, 'active', 'inactive');
END;
CREATE TRIGGER monitor_users_updated AFTER UPDATE OF is_active ON users WHEN new.is_active <> old.is_active BEGIN
    UPDATE monitor_counts SET n = n + iif((state = 'active') = new.is_active, 1, -1) WHERE what = 'users';
END;
CREATE TRIGGER monitor_users_deleted AFTER DELETE ON users BEGIN
    UPDATE monitor_counts SET n = n - 1 WHERE what = 'users' AND state = iif(old.is_active, 'active', 'inactive');
END;
CREATE TRIGGER monitor_schedules_inserted AFTER INSERT ON pacing_schedules BEGIN
    UPDATE monitor_counts SET n = n + 1 WHERE what = 'schedules' AND state = iif(new.is_active, 'active', 'inactive');
END;
CREATE TRIGGER monitor_schedules_updated AFTER UPDATE OF is_active ON pacing_schedules WHEN new.is_active <> old.is_active BEGIN
    UPDATE monitor_counts SET n = n + iif((state = 'active') = new.is_active, 1, -1) WHERE what = 'schedules';
END;
CREATE TRIGGER monitor_schedules_deleted AFTER DELETE ON pacing_schedules BEGIN
    UPDATE monitor_counts SET n = n - 1 WHERE what = 'schedules' AND state = iif(old.is_active, 'active', 'inactive');
END;

-- Only of the pipeline's queues: in one of somebody's own, a message costs no more than it did.
CREATE TRIGGER monitor_analysis_archived AFTER INSERT ON a_pacing_content_queue BEGIN
    UPDATE monitor_counts SET n = n + 1 WHERE what = 'archive' AND state = 'pacing_content_queue';
    INSERT INTO monitor_days (day, what, n) VALUES (substr(new.archived_at, 1, 10), 'messages', 1)
    ON CONFLICT (day, what) DO UPDATE SET n = n + 1;
    INSERT INTO monitor_minutes (queue, minute, n) VALUES ('pacing_content_queue', substr(new.archived_at, 1, 16), 1)
    ON CONFLICT (queue, minute) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER monitor_analysis_trimmed AFTER DELETE ON a_pacing_content_queue BEGIN
    UPDATE monitor_counts SET n = n - 1 WHERE what = 'archive' AND state = 'pacing_content_queue';
END;
CREATE TRIGGER monitor_suggestion_archived AFTER INSERT ON a_content_suggestions_queue BEGIN
    UPDATE monitor_counts SET n = n + 1 WHERE what = 'archive' AND state = 'content_suggestions_queue';
    INSERT INTO monitor_days (day, what, n) VALUES (substr(new.archived_at, 1, 10), 'messages', 1)
    ON CONFLICT (day, what) DO UPDATE SET n = n + 1;
    INSERT INTO monitor_minutes (queue, minute, n) VALUES ('content_suggestions_queue', substr(new.archived_at, 1, 16), 1)
    ON CONFLICT (queue, minute) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER monitor_suggestion_trimmed AFTER DELETE ON a_content_suggestions_queue BEGIN
    UPDATE monitor_counts SET n = n - 1 WHERE what = 'archive' AND state = 'content_suggestions_queue';
END;

-- The errors, latest first, without a look at what is well.
CREATE INDEX pacing_context_analysis_errors ON pacing_context_analysis (coalesce(completed_at, started_at, created_at))
WHERE error_message IS NOT NULL AND analysis_status <> 'completed';
CREATE INDEX pacing_content_generation_errors ON pacing_content_generation (coalesce(completed_at, started_at, created_at))
WHERE error_message IS NOT NULL AND generation_status <> 'completed' AND withdrawn_at IS NULL;
CREATE INDEX documents_errors ON documents (changed_at) WHERE error_message IS NOT NULL;
CREATE INDEX pacing_content_generation_withdrawn ON pacing_content_generation (created_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX pacing_schedules_resting ON pacing_schedules (updated_at) WHERE is_active = 0;

-- What was told of the pipeline's health by the workspace's command, and who is about to tell something else.
CREATE TABLE monitor_notice (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    told          TEXT NOT NULL CHECK (told IN ('ok', 'warning', 'critical')),
    claimed       TEXT CHECK (claimed IN ('ok', 'warning', 'critical')),
    claimed_until TEXT
) STRICT;
INSERT INTO monitor_notice (id, told) VALUES (1, 'ok');
