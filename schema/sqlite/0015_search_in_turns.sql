-- Ranking knows how long each turn of a talk is, and how many documents there are; compound words are found by their
-- parts. The next sync reads every document again, which puts it into the index as it is now; until then it is found as before.
DROP TRIGGER search_documents_inserted;
DROP TRIGGER search_documents_deleted;
DROP INDEX search_documents_user;
ALTER TABLE search_documents RENAME TO search_documents_before;

CREATE TABLE search_documents (
    document_key INTEGER PRIMARY KEY REFERENCES documents (document_key) ON DELETE CASCADE,
    user_key     INTEGER NOT NULL REFERENCES users (user_key) ON DELETE CASCADE,
    passages     INTEGER NOT NULL,
    terms        INTEGER NOT NULL,                -- length of all passages in indexed terms
    turns        TEXT NOT NULL DEFAULT '',        -- "0 12 3": words of each passage that is a turn; '' when none is
    words        TEXT NOT NULL CHECK (json_valid(words))  -- all of its terms
) STRICT;
INSERT INTO search_documents (document_key, user_key, passages, terms, words)
SELECT document_key, user_key, passages, terms, words FROM search_documents_before ORDER BY document_key;
DROP TABLE search_documents_before;
CREATE INDEX search_documents_user ON search_documents (user_key);

ALTER TABLE passage_statistics ADD COLUMN documents INTEGER NOT NULL DEFAULT 0;
UPDATE passage_statistics SET documents =
(SELECT count(*) FROM search_documents d WHERE d.user_key = passage_statistics.user_key);

CREATE TRIGGER search_documents_inserted AFTER INSERT ON search_documents BEGIN
    INSERT INTO passage_statistics (user_key, passages, terms, documents) VALUES (new.user_key, new.passages, new.terms, 1)
    ON CONFLICT (user_key) DO UPDATE
    SET passages = passages + excluded.passages, terms = terms + excluded.terms, documents = documents + 1;
END;
CREATE TRIGGER search_documents_deleted AFTER DELETE ON search_documents BEGIN
    DELETE FROM search_terms WHERE user_key = old.user_key AND term IN (SELECT value FROM json_each(old.words))
    AND document_key = old.document_key;
    UPDATE passage_statistics SET passages = passages - old.passages, terms = terms - old.terms, documents = documents - 1
    WHERE user_key = old.user_key;
END;

UPDATE documents SET reader_version = 0;
