-- 案卷. Cards, complaints, tasks, inspections, circulars and cases, as lists know them.
CREATE TABLE docket (
    stream TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    grade TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C",
    person TEXT COLLATE "C",
    matter TEXT COLLATE "C",
    opened_at BIGINT NOT NULL,
    due_at BIGINT,
    ended_at BIGINT,
    is_open BIGINT NOT NULL,
    sort_at BIGINT NOT NULL
);
CREATE INDEX docket_kind ON docket (kind, is_open, sort_at);
CREATE INDEX docket_unit ON docket (unit, kind, is_open, sort_at) WHERE unit IS NOT NULL;
CREATE INDEX docket_person ON docket (person, kind, is_open, sort_at) WHERE person IS NOT NULL;
CREATE INDEX docket_matter ON docket (matter, kind, is_open, sort_at) WHERE matter IS NOT NULL;

-- 案卷经办. For whom a docket stands in a list of his own.
CREATE TABLE docket_part (
    whom TEXT COLLATE "C" NOT NULL,
    part TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (whom, part, stream)
);

-- 被反映单位. What waits for somebody knows whom its matter is about, so that it is counted without
-- looking each matter up.
ALTER TABLE waiting ADD COLUMN concerned TEXT COLLATE "C";
UPDATE waiting SET concerned =
    (SELECT r.concerned FROM register r WHERE r.matter = waiting.matter);
ALTER TABLE offer ADD COLUMN concerned TEXT COLLATE "C";
UPDATE offer SET concerned =
    (SELECT r.concerned FROM register r WHERE r.matter = offer.matter);
