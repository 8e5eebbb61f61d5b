-- 督办看板. What is about a unit and what is paused is counted without looking at all that is open;
-- what fell overdue last is found without looking at all signals.
CREATE INDEX desk_open_concerned ON desk_open (concerned) WHERE concerned IS NOT NULL;
CREATE INDEX desk_open_paused ON desk_open (is_suspended, concerned) WHERE is_suspended = 1;
CREATE INDEX signal_red ON signal (fell_due_at) WHERE level IN ('yellow', 'red');

-- 大屏链接. By which a screen on a wall shows the board without anybody having signed in: the keyed
-- hash of its token.
CREATE TABLE wall_link (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    name TEXT NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT,
    revoked_at BIGINT
);
