-- 账号. How a member of staff signs in; who he is stands in the vault.
CREATE TABLE account (
    person TEXT PRIMARY KEY,
    login TEXT NOT NULL,
    -- The login name as it is compared.
    login_key TEXT NOT NULL UNIQUE,
    -- 口令, as an argon2id hash in its standard form, and those it may not be again.
    password TEXT NOT NULL,
    earlier TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    -- Until when an initial password may be used.
    valid_until INTEGER,
    changed_at INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    -- The account's own key, wrapped, under which its secrets and drafts are sealed.
    wrapped BLOB NOT NULL,
    -- 动态口令: the secret in force, the one offered and not confirmed, the last step used.
    second_factor BLOB,
    offered BLOB,
    last_step INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- 备用码, as hashes; used ones are gone.
CREATE TABLE recovery_code (
    person TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (person, hash)
) STRICT, WITHOUT ROWID;

-- 登录失败, under a keyed hash of the login name or of the address, whether it exists or not.
CREATE TABLE sign_in_attempt (
    subject BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    locked_until INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_attempt_last ON sign_in_attempt (last_at);

-- 会话, under the hash of its token.
CREATE TABLE session (
    token BLOB PRIMARY KEY,
    person TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    locked_at INTEGER,
    confirmed_at INTEGER,
    device TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_person ON session (person, last_seen_at);
CREATE INDEX session_expires ON session (expires_at);

-- 草稿. What somebody had typed, sealed under his account's key.
CREATE TABLE draft (
    person TEXT NOT NULL,
    page TEXT NOT NULL,
    sealed BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (person, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_saved ON draft (saved_at);

-- 个人设置, as JSON.
CREATE TABLE preference (
    person TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- 安全日志. Only ever added to. The address stands here and nowhere else.
CREATE TABLE security_log (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    person TEXT,
    login_hash BLOB,
    address_hash BLOB,
    address TEXT
) STRICT;
CREATE INDEX security_log_person ON security_log (person, id) WHERE person IS NOT NULL;

CREATE TRIGGER security_log_is_never_changed BEFORE UPDATE ON security_log BEGIN
    SELECT RAISE(ABORT, '安全日志只增不改');
END;

CREATE TRIGGER security_log_is_never_deleted BEFORE DELETE ON security_log BEGIN
    SELECT RAISE(ABORT, '安全日志只增不删');
END;
