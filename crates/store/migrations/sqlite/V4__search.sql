-- 检索. Keyed hashes of tokens; the words themselves stand nowhere.
CREATE TABLE search_document (
    id INTEGER PRIMARY KEY,
    matter TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    tokens, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
);

-- Merge late and many at once: appends pay less, and merging runs on a timer.
INSERT INTO search (search, rank) VALUES ('automerge', 16);
INSERT INTO search (search, rank) VALUES ('crisismerge', 64);
