-- 案卷. Cards, complaints, tasks, inspections, circulars and cases, as lists know them.
CREATE TABLE docket (
    stream TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    grade TEXT NOT NULL,
    unit TEXT,
    person TEXT,
    matter TEXT,
    opened_at INTEGER NOT NULL,
    due_at INTEGER,
    ended_at INTEGER,
    is_open INTEGER NOT NULL,
    sort_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX docket_kind ON docket (kind, is_open, sort_at);
CREATE INDEX docket_unit ON docket (unit, kind, is_open, sort_at) WHERE unit IS NOT NULL;
CREATE INDEX docket_person ON docket (person, kind, is_open, sort_at) WHERE person IS NOT NULL;
CREATE INDEX docket_matter ON docket (matter, kind, is_open, sort_at) WHERE matter IS NOT NULL;

-- 案卷经办. For whom a docket stands in a list of his own.
CREATE TABLE docket_part (
    whom TEXT NOT NULL,
    part TEXT NOT NULL,
    stream TEXT NOT NULL,
    PRIMARY KEY (whom, part, stream)
) STRICT, WITHOUT ROWID;

-- 被反映单位. What waits for somebody knows whom its matter is about, so that it is counted without
-- looking each matter up.
ALTER TABLE waiting ADD COLUMN concerned TEXT;
UPDATE waiting SET concerned =
    (SELECT r.concerned FROM register r WHERE r.matter = waiting.matter);
ALTER TABLE offer ADD COLUMN concerned TEXT;
UPDATE offer SET concerned =
    (SELECT r.concerned FROM register r WHERE r.matter = offer.matter);
