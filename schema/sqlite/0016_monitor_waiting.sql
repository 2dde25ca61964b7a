-- What waits or is at work is counted, too: a million pending analyses made each look at the monitor count a million entries of
-- an index. A row that comes costs one more update of a counter, about a microsecond beside the sixty that the row costs.
INSERT OR REPLACE INTO monitor_counts (what, state, n)
SELECT 'analyses', 'pending', count(*) FROM pacing_context_analysis WHERE analysis_status = 'pending'
UNION ALL SELECT 'analyses', 'processing', count(*) FROM pacing_context_analysis WHERE analysis_status = 'processing'
UNION ALL SELECT 'generations', 'pending', count(*) FROM pacing_content_generation WHERE generation_status = 'pending' AND withdrawn_at IS NULL
UNION ALL SELECT 'generations', 'generating', count(*) FROM pacing_content_generation WHERE generation_status = 'generating' AND withdrawn_at IS NULL;

-- What changes or goes is counted in whatever state it is (schema version 13); what comes is now.
DROP TRIGGER monitor_analyses_inserted;
CREATE TRIGGER monitor_analyses_inserted AFTER INSERT ON pacing_context_analysis BEGIN
    UPDATE monitor_counts SET n = n + 1 WHERE what = 'analyses' AND state = new.analysis_status;
END;
DROP TRIGGER monitor_generations_inserted;
CREATE TRIGGER monitor_generations_inserted AFTER INSERT ON pacing_content_generation BEGIN
    UPDATE monitor_counts SET n = n + 1
    WHERE what = 'generations' AND state = iif(new.withdrawn_at IS NULL, new.generation_status, 'withdrawn');
END;
