-- 账本. Only ever added to; positions and checkpoints come later, from the sealer.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (stream, version)
) STRICT;

-- 待封存. Events that have no position in the tree yet.
CREATE TABLE pending (
    seq INTEGER PRIMARY KEY,
    hash BLOB NOT NULL
) STRICT;

CREATE TRIGGER event_is_pending AFTER INSERT ON event BEGIN
    INSERT INTO pending (seq, hash) VALUES (new.seq, new.hash);
END;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN
    SELECT RAISE(ABORT, '账本只增不改');
END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN
    SELECT RAISE(ABORT, '账本只增不删');
END;

-- 位置. The place of an event among the leaves of the tree, from 0.
CREATE TABLE leaf (
    position INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    hash BLOB NOT NULL
) STRICT;

-- Hashes of complete subtrees, 256 a row, at the levels 0, 8, 16 …
CREATE TABLE tile (
    level INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, number)
) STRICT, WITHOUT ROWID;

-- 封存点. Two sealers that race continue from the same size, and one of them is refused.
CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY,
    previous INTEGER NOT NULL UNIQUE,
    note TEXT NOT NULL
) STRICT;

-- 设定 that belong to the data and not to the machine, such as the digest.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
