-- A draft is written from its own documents. Of the others it needs to know which headings they have and which texts they share with
-- these: that no longer takes a look at each of their passages.

-- The headings of a document's passages, in order, each list of them once while it goes on; a JSON list a line. Passages without
-- headings are left out.
ALTER TABLE documents ADD COLUMN outline TEXT NOT NULL DEFAULT '';
UPDATE documents SET outline = coalesce((
    SELECT group_concat(headings, char(10))
    FROM (SELECT headings, lag(headings) OVER (ORDER BY ordinal) AS before
          FROM passages p WHERE p.document_key = documents.document_key AND headings <> '[]'
          ORDER BY ordinal)
    WHERE headings IS NOT before), '');

-- Equal texts of one user; a few of the hash's digits find them.
DROP INDEX passages_user;
CREATE INDEX passages_text ON passages (user_key, substr(text_hash, 1, 12));
