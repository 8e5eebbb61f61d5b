-- 待处理. What waits for a unit or a person who need not hold the matter.
CREATE TABLE waiting (
    whom TEXT COLLATE "C" NOT NULL,
    wait TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    matter TEXT COLLATE "C" NOT NULL,
    ordinal BIGINT NOT NULL,
    PRIMARY KEY (whom, wait, due_at, matter, ordinal)
);
