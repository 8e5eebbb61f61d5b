-- 查询码, as a keyed hash; no digit of it stands anywhere. One person has one code to a matter.
CREATE TABLE query_code (
    hash BLOB PRIMARY KEY,
    matter TEXT NOT NULL,
    person TEXT NOT NULL,
    class TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    UNIQUE (matter, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX query_code_person ON query_code (person);

-- 表单. Which form made which code, so that a form sent twice makes one matter.
CREATE TABLE form_sent (
    nonce BLOB PRIMARY KEY,
    matter TEXT NOT NULL,
    person TEXT NOT NULL,
    turn INTEGER NOT NULL,
    sent_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX form_sent_at ON form_sent (sent_at);

-- 访问凭证 after a code was looked up, or sent as a link: the hash of the token.
CREATE TABLE access_token (
    hash BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    matter TEXT NOT NULL,
    person TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_token_expires ON access_token (expires_at);
CREATE INDEX access_token_of ON access_token (matter, person);

-- 试码. Wrong codes by network and minute; the network is a keyed hash, 0 is all of them.
CREATE TABLE wrong_code (
    network BLOB NOT NULL,
    minute INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (network, minute)
) STRICT, WITHOUT ROWID;
CREATE INDEX wrong_code_minute ON wrong_code (minute);

-- 附件, in parts, sealed under the key of the matter.
CREATE TABLE attachment_part (
    stream TEXT NOT NULL,
    digest BLOB NOT NULL,
    part INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (stream, digest, part)
) STRICT;

-- 暂存的附件 of a form that was not sent yet, sealed under a key that only its cookie gives.
CREATE TABLE held_file (
    form BLOB NOT NULL,
    ordinal INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (form, ordinal)
) STRICT;
CREATE INDEX held_file_expires ON held_file (expires_at);
