-- 文书编号. Gapless yearly series of slips.
CREATE TABLE slip (
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    stream TEXT NOT NULL,
    PRIMARY KEY (series, year, number)
) STRICT, WITHOUT ROWID;
