-- 检索. Keyed hashes of tokens; the words themselves stand nowhere.
CREATE TABLE search_document (
    id BIGINT PRIMARY KEY,
    matter TEXT COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE search (
    id BIGINT PRIMARY KEY,
    tokens TSVECTOR NOT NULL
);
CREATE INDEX search_tokens ON search USING gin (tokens);
