-- Queue names are equal when they differ only in case, in all of Unicode, and indexes get names that no queue's table
-- can have. Tables and indexes are renamed by queue::migrate_names, which runs after this file.
DROP INDEX q_pacing_content_queue_ready;
DROP INDEX q_pacing_content_queue_hidden;
DROP INDEX q_content_suggestions_queue_ready;
DROP INDEX q_content_suggestions_queue_hidden;
CREATE INDEX qr_pacing_content_queue ON q_pacing_content_queue (msg_id) WHERE hidden = 0;
CREATE INDEX qh_pacing_content_queue ON q_pacing_content_queue (vt) WHERE hidden = 1;
CREATE INDEX qr_content_suggestions_queue ON q_content_suggestions_queue (msg_id) WHERE hidden = 0;
CREATE INDEX qh_content_suggestions_queue ON q_content_suggestions_queue (vt) WHERE hidden = 1;
