-- 视图. Rows that follow from the events; `ledger rebuild` makes them anew.

-- 待办, only what is open, in paging order.
CREATE TABLE desk_open (
    unit TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    matter TEXT NOT NULL,
    amber_at INTEGER NOT NULL,
    responsible TEXT NOT NULL,
    clock TEXT NOT NULL,
    matter_type TEXT NOT NULL,
    is_suspended INTEGER NOT NULL,
    is_provisional INTEGER NOT NULL,
    concerned TEXT,
    covers_for TEXT,
    PRIMARY KEY (unit, due_at, matter)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_open_amber ON desk_open (unit, amber_at, is_suspended);
CREATE INDEX desk_open_responsible ON desk_open (responsible, due_at, matter);
CREATE INDEX desk_open_covers_for ON desk_open (covers_for, due_at, matter)
    WHERE covers_for IS NOT NULL;

-- 台账.
CREATE TABLE register (
    matter TEXT PRIMARY KEY,
    matter_type TEXT NOT NULL,
    unit TEXT NOT NULL,
    first_unit TEXT NOT NULL,
    responsible TEXT,
    petitioner TEXT,
    tag TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    filed_at INTEGER NOT NULL,
    accepted_at INTEGER,
    due_at INTEGER,
    statutory_due_at INTEGER,
    delivered_at INTEGER,
    ended_at INTEGER,
    is_imported INTEGER NOT NULL,
    source_key TEXT,
    extensions INTEGER NOT NULL,
    suspended_minutes INTEGER NOT NULL,
    returns INTEGER NOT NULL,
    repeat_of TEXT,
    is_push_up INTEGER NOT NULL,
    concerned TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX register_filed ON register (filed_at, matter);
CREATE INDEX register_unit ON register (unit, filed_at, matter);
CREATE INDEX register_state ON register (state, filed_at, matter);
CREATE INDEX register_tag ON register (tag, filed_at, matter);
CREATE INDEX register_petitioner ON register (petitioner, matter_type, filed_at)
    WHERE petitioner IS NOT NULL;
CREATE UNIQUE INDEX register_source ON register (source_key) WHERE source_key IS NOT NULL;

-- 到点.
CREATE TABLE timer (
    at INTEGER NOT NULL,
    stream TEXT NOT NULL,
    PRIMARY KEY (at, stream)
) STRICT, WITHOUT ROWID;

-- 经手.
CREATE TABLE holding (
    matter TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    unit TEXT NOT NULL,
    person TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER,
    working_minutes INTEGER,
    PRIMARY KEY (matter, ordinal)
) STRICT, WITHOUT ROWID;

-- 预警.
CREATE TABLE signal (
    matter TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    level TEXT NOT NULL,
    clock TEXT NOT NULL,
    unit TEXT NOT NULL,
    recipient TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    fell_due_at INTEGER NOT NULL,
    answer_by INTEGER,
    answered_at INTEGER,
    PRIMARY KEY (matter, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX signal_waiting ON signal (recipient, raised_at) WHERE answered_at IS NULL;

-- 待签收.
CREATE TABLE offer (
    unit TEXT NOT NULL,
    sign_by INTEGER NOT NULL,
    matter TEXT NOT NULL,
    offer INTEGER NOT NULL,
    person TEXT,
    PRIMARY KEY (unit, sign_by, matter, offer)
) STRICT, WITHOUT ROWID;
