-- The switch of the tick as a whole, and what it last saw.
CREATE TABLE pacing_scheduler_config (
    id                 INTEGER PRIMARY KEY CHECK (id = 1),
    is_enabled         INTEGER NOT NULL DEFAULT 1 CHECK (is_enabled IN (0, 1)),
    last_tick_at       TEXT,                      -- also of a tick that had nobody due
    due_computed_until TEXT NOT NULL,             -- the latest due_computed_at: a clock behind it was set back
    updated_at         TEXT NOT NULL              -- when is_enabled last changed
) STRICT;
INSERT INTO pacing_scheduler_config (id, due_computed_until, updated_at)
SELECT 1, coalesce(max(due_computed_at), ''), strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM pacing_schedules;

-- Cost each tick as much as what it moves, to find what due_computed_until now tells.
DROP INDEX pacing_schedules_computed;
