-- 保险库. Sealed contents, and the wrapped keys whose destruction erases them.

-- One key a person. Where it was destroyed the row stays and says so.
CREATE TABLE person_key (
    person TEXT COLLATE "C" PRIMARY KEY,
    wrapped BYTEA,
    erased_at BIGINT
);

CREATE TABLE identity (
    person TEXT COLLATE "C" PRIMARY KEY,
    sealed BYTEA NOT NULL
);

-- 联系电话, by keyed hash only.
CREATE TABLE contact (
    hash BYTEA NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (hash, person)
);
CREATE INDEX contact_person ON contact (person);

-- One key a stream, for what people wrote in it.
CREATE TABLE text_key (
    stream TEXT COLLATE "C" PRIMARY KEY,
    wrapped BYTEA,
    destroyed_at BIGINT
);

CREATE TABLE text (
    stream TEXT COLLATE "C" NOT NULL,
    digest BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (stream, digest)
);
