-- 评价 says who answered and what was amiss, so that each person finds his own.
ALTER TABLE rating ADD COLUMN person TEXT COLLATE "C";
ALTER TABLE rating ADD COLUMN chips TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX rating_blaming ON rating (person, rated_at) WHERE chips <> '';
