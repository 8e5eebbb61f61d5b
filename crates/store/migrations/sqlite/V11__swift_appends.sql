-- 检索, anew: appends write one row of keyed tokens, which are merged into segments later.
DROP TABLE search;
DROP TABLE search_document;

-- 待并入. Documents that no segment holds yet; the newest row of a document counts.
CREATE TABLE search_pending (
    seq INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    matter TEXT NOT NULL,
    tokens BLOB NOT NULL
) STRICT;

-- 检索文档. Which merging a document was in; what other segments say of it does not count.
CREATE TABLE search_document (
    id INTEGER PRIMARY KEY,
    matter TEXT NOT NULL,
    generation INTEGER NOT NULL
) STRICT;

-- 检索段. What was merged from one generation to another.
CREATE TABLE search_segment (
    last INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    newest INTEGER NOT NULL
) STRICT;

-- For each token the documents that have it, newest first; many tokens a block.
CREATE TABLE search_block (
    segment INTEGER NOT NULL,
    token INTEGER NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (segment, token)
) STRICT;

-- 账本, anew: nothing of a row is written before all its conditions hold, so that a refused one
-- leaves nothing to undo, and no page is copied for that.
CREATE TABLE event_anew (
    seq INTEGER PRIMARY KEY ON CONFLICT FAIL,
    stream TEXT NOT NULL ON CONFLICT FAIL,
    version INTEGER NOT NULL ON CONFLICT FAIL,
    occurred_at INTEGER NOT NULL ON CONFLICT FAIL,
    recorded_at INTEGER NOT NULL ON CONFLICT FAIL,
    actor TEXT NOT NULL ON CONFLICT FAIL,
    kind TEXT NOT NULL ON CONFLICT FAIL,
    body TEXT NOT NULL ON CONFLICT FAIL,
    hash BLOB NOT NULL ON CONFLICT FAIL,
    UNIQUE (stream, version) ON CONFLICT FAIL
) STRICT;
INSERT INTO event_anew SELECT * FROM event ORDER BY seq;
DROP TABLE event;
ALTER TABLE event_anew RENAME TO event;

CREATE TRIGGER event_is_pending AFTER INSERT ON event BEGIN
    INSERT OR FAIL INTO pending (seq, hash) VALUES (new.seq, new.hash);
END;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN
    SELECT RAISE(ABORT, '账本只增不改');
END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN
    SELECT RAISE(ABORT, '账本只增不删');
END;

-- 原文, anew: in the order in which they are written, as new ones come at the end.
CREATE TABLE text_anew (
    stream TEXT NOT NULL,
    digest BLOB NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (stream, digest)
) STRICT;
INSERT INTO text_anew SELECT * FROM text ORDER BY stream, digest;
DROP TABLE text;
ALTER TABLE text_anew RENAME TO text;
