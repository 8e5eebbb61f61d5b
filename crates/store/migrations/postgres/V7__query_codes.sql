-- 查询码, as a keyed hash; no digit of it stands anywhere. One person has one code to a matter.
CREATE TABLE query_code (
    hash BYTEA PRIMARY KEY,
    matter TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    class TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (matter, person)
);
CREATE INDEX query_code_person ON query_code (person);

-- 表单. Which form made which code, so that a form sent twice makes one matter.
CREATE TABLE form_sent (
    nonce BYTEA PRIMARY KEY,
    matter TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    turn BIGINT NOT NULL,
    sent_at BIGINT NOT NULL
);
CREATE INDEX form_sent_at ON form_sent (sent_at);

-- 访问凭证 after a code was looked up, or sent as a link: the hash of the token.
CREATE TABLE access_token (
    hash BYTEA PRIMARY KEY,
    purpose TEXT COLLATE "C" NOT NULL,
    matter TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX access_token_expires ON access_token (expires_at);
CREATE INDEX access_token_of ON access_token (matter, person);

-- 试码. Wrong codes by network and minute; the network is a keyed hash, 0 is all of them.
CREATE TABLE wrong_code (
    network BYTEA NOT NULL,
    minute BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (network, minute)
);
CREATE INDEX wrong_code_minute ON wrong_code (minute);

-- 附件, in parts, sealed under the key of the matter.
CREATE TABLE attachment_part (
    stream TEXT COLLATE "C" NOT NULL,
    digest BYTEA NOT NULL,
    part BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (stream, digest, part)
);

-- 暂存的附件 of a form that was not sent yet, sealed under a key that only its cookie gives.
CREATE TABLE held_file (
    form BYTEA NOT NULL,
    ordinal BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (form, ordinal)
);
CREATE INDEX held_file_expires ON held_file (expires_at);
