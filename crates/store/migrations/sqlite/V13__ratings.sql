-- 评价, without who gave them and what he wrote.
CREATE TABLE rating (
    matter TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    unit TEXT NOT NULL,
    rated_at INTEGER NOT NULL,
    is_again INTEGER NOT NULL,
    standing TEXT NOT NULL,
    satisfaction TEXT NOT NULL,
    solved TEXT NOT NULL,
    PRIMARY KEY (matter, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_unit ON rating (unit, rated_at);
CREATE INDEX rating_at ON rating (rated_at);
