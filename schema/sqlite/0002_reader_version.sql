-- Which readers read a document (context::kReaderVersion): what older ones read is read again, although its
-- file did not change. 0: those before the version was kept.
ALTER TABLE documents ADD COLUMN reader_version INTEGER NOT NULL DEFAULT 0;
