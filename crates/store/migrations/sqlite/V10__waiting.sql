-- 待处理. What waits for a unit or a person who need not hold the matter.
CREATE TABLE waiting (
    whom TEXT NOT NULL,
    wait TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    matter TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (whom, wait, due_at, matter, ordinal)
) STRICT, WITHOUT ROWID;
