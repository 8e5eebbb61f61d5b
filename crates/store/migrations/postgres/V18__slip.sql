-- 文书编号. Gapless yearly series of slips.
CREATE TABLE slip (
    series TEXT COLLATE "C" NOT NULL,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (series, year, number)
);
