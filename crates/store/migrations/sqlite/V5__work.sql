-- 发件箱. What is to be sent because of an event.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    topic TEXT NOT NULL,
    message_key TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    leased_until INTEGER NOT NULL,
    done_at INTEGER,
    failure TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (due_at, id) WHERE done_at IS NULL;

-- Which node looks at a stream whose timer fell due.
CREATE TABLE timer_lease (
    stream TEXT PRIMARY KEY,
    leased_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- 编号. The last number of a day.
CREATE TABLE number_sequence (
    day INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

-- 规则书, as texts under their digest.
CREATE TABLE rulebook (
    digest TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
