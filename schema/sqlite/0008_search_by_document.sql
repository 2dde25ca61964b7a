-- The search index has a row for each term of a document, no longer one for each term of a passage and one more to
-- find that by its passage: a third of the rows to write.
DROP TRIGGER passages_inserted;
DROP TRIGGER passages_deleted;

CREATE TABLE search_terms (
    user_key     INTEGER NOT NULL,
    term         TEXT NOT NULL,                   -- stem
    document_key INTEGER NOT NULL,
    passages     TEXT NOT NULL,                   -- "0:1:12 3:2:30": ordinal, frequency in it, its length in terms
    PRIMARY KEY (user_key, term, document_key)
) STRICT, WITHOUT ROWID;
INSERT INTO search_terms
SELECT o.user_key, o.term, p.document_key, group_concat(p.ordinal || ':' || o.frequency || ':' || o.length, ' ')
FROM postings o JOIN passages p USING (passage_key) GROUP BY o.user_key, o.term, p.document_key;

-- The documents that are in the index, with all of their terms, by which their postings are found.
CREATE TABLE search_documents (
    document_key INTEGER PRIMARY KEY REFERENCES documents (document_key) ON DELETE CASCADE,
    user_key     INTEGER NOT NULL REFERENCES users (user_key) ON DELETE CASCADE,
    passages     INTEGER NOT NULL,
    terms        INTEGER NOT NULL,                -- length of all passages in indexed terms
    words        TEXT NOT NULL CHECK (json_valid(words))
) STRICT;
CREATE INDEX search_documents_user ON search_documents (user_key);
INSERT INTO search_documents
SELECT d.document_key, d.user_key, d.passages, d.terms, coalesce(w.words, '[]')
FROM (SELECT document_key, user_key, count(*) AS passages, sum(terms) AS terms FROM passages GROUP BY document_key) d
LEFT JOIN (SELECT document_key, json_group_array(term) AS words FROM search_terms GROUP BY document_key) w USING (document_key);
DROP TABLE postings;

CREATE TRIGGER search_documents_inserted AFTER INSERT ON search_documents BEGIN
    INSERT INTO passage_statistics (user_key, passages, terms) VALUES (new.user_key, new.passages, new.terms)
    ON CONFLICT (user_key) DO UPDATE SET passages = passages + excluded.passages, terms = terms + excluded.terms;
END;
CREATE TRIGGER search_documents_deleted AFTER DELETE ON search_documents BEGIN
    DELETE FROM search_terms WHERE user_key = old.user_key AND term IN (SELECT value FROM json_each(old.words))
    AND document_key = old.document_key;
    UPDATE passage_statistics SET passages = passages - old.passages, terms = terms - old.terms
    WHERE user_key = old.user_key;
END;
