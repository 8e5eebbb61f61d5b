-- 台面. What is told to staff lies on their desk until it is old; whoever was asked first keeps
-- his matters in view.
CREATE TABLE desk_message (
    message_key TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    told_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    read_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_message_person ON desk_message (person, told_at, message_key);

CREATE INDEX holding_first ON holding (person, matter) WHERE ordinal = 1;
