-- 视图. Rows that follow from the events; `ledger rebuild` makes them anew.

-- 待办, only what is open, in paging order.
CREATE TABLE desk_open (
    unit TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    matter TEXT COLLATE "C" NOT NULL,
    amber_at BIGINT NOT NULL,
    responsible TEXT COLLATE "C" NOT NULL,
    clock TEXT COLLATE "C" NOT NULL,
    matter_type TEXT COLLATE "C" NOT NULL,
    is_suspended BIGINT NOT NULL,
    is_provisional BIGINT NOT NULL,
    concerned TEXT COLLATE "C",
    covers_for TEXT COLLATE "C",
    PRIMARY KEY (unit, due_at, matter)
);
CREATE INDEX desk_open_amber ON desk_open (unit, amber_at, is_suspended);
CREATE INDEX desk_open_responsible ON desk_open (responsible, due_at, matter);
CREATE INDEX desk_open_covers_for ON desk_open (covers_for, due_at, matter)
    WHERE covers_for IS NOT NULL;

-- 台账.
CREATE TABLE register (
    matter TEXT COLLATE "C" PRIMARY KEY,
    matter_type TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    first_unit TEXT COLLATE "C" NOT NULL,
    responsible TEXT COLLATE "C",
    petitioner TEXT COLLATE "C",
    tag TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    filed_at BIGINT NOT NULL,
    accepted_at BIGINT,
    due_at BIGINT,
    statutory_due_at BIGINT,
    delivered_at BIGINT,
    ended_at BIGINT,
    is_imported BIGINT NOT NULL,
    source_key TEXT COLLATE "C",
    extensions BIGINT NOT NULL,
    suspended_minutes BIGINT NOT NULL,
    returns BIGINT NOT NULL,
    repeat_of TEXT COLLATE "C",
    is_push_up BIGINT NOT NULL,
    concerned TEXT COLLATE "C"
);
CREATE INDEX register_filed ON register (filed_at, matter);
CREATE INDEX register_unit ON register (unit, filed_at, matter);
CREATE INDEX register_state ON register (state, filed_at, matter);
CREATE INDEX register_tag ON register (tag, filed_at, matter);
CREATE INDEX register_petitioner ON register (petitioner, matter_type, filed_at)
    WHERE petitioner IS NOT NULL;
CREATE UNIQUE INDEX register_source ON register (source_key) WHERE source_key IS NOT NULL;

-- 到点.
CREATE TABLE timer (
    at BIGINT NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (at, stream)
);

-- 经手.
CREATE TABLE holding (
    matter TEXT COLLATE "C" NOT NULL,
    ordinal BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT,
    working_minutes BIGINT,
    PRIMARY KEY (matter, ordinal)
);

-- 预警.
CREATE TABLE signal (
    matter TEXT COLLATE "C" NOT NULL,
    ordinal BIGINT NOT NULL,
    level TEXT COLLATE "C" NOT NULL,
    clock TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    raised_at BIGINT NOT NULL,
    fell_due_at BIGINT NOT NULL,
    answer_by BIGINT,
    answered_at BIGINT,
    PRIMARY KEY (matter, ordinal)
);
CREATE INDEX signal_waiting ON signal (recipient, raised_at) WHERE answered_at IS NULL;

-- 待签收.
CREATE TABLE offer (
    unit TEXT COLLATE "C" NOT NULL,
    sign_by BIGINT NOT NULL,
    matter TEXT COLLATE "C" NOT NULL,
    offer BIGINT NOT NULL,
    person TEXT COLLATE "C",
    PRIMARY KEY (unit, sign_by, matter, offer)
);
