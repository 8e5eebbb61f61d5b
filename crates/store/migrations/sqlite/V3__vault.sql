-- 保险库. Sealed contents, and the wrapped keys whose destruction erases them.

-- One key a person. Where it was destroyed the row stays and says so.
CREATE TABLE person_key (
    person TEXT PRIMARY KEY,
    wrapped BLOB,
    erased_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE identity (
    person TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- 联系电话, by keyed hash only.
CREATE TABLE contact (
    hash BLOB NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (hash, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_person ON contact (person);

-- One key a stream, for what people wrote in it.
CREATE TABLE text_key (
    stream TEXT PRIMARY KEY,
    wrapped BLOB,
    destroyed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE text (
    stream TEXT NOT NULL,
    digest BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (stream, digest)
) STRICT, WITHOUT ROWID;
