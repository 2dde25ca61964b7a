-- Other names for a user in documents.
ALTER TABLE users ADD COLUMN aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases));
-- A suggestion or draft that rests on a document that was deleted or became private is withdrawn: nobody writes it, a
-- written one is kept. One that was not written is 'failed' meanwhile. It comes back when the document does.
ALTER TABLE pacing_content_generation ADD COLUMN withdrawn_at TEXT;
ALTER TABLE pacing_content_generation ADD COLUMN withdrawn_reason TEXT;
