-- 评价, without who gave them and what he wrote.
CREATE TABLE rating (
    matter TEXT COLLATE "C" NOT NULL,
    ordinal BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    rated_at BIGINT NOT NULL,
    is_again BIGINT NOT NULL,
    standing TEXT COLLATE "C" NOT NULL,
    satisfaction TEXT COLLATE "C" NOT NULL,
    solved TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (matter, ordinal)
);
CREATE INDEX rating_unit ON rating (unit, rated_at);
CREATE INDEX rating_at ON rating (rated_at);
