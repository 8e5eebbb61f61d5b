-- 评价 says who answered and what was amiss, so that each person finds his own.
ALTER TABLE rating ADD COLUMN person TEXT;
ALTER TABLE rating ADD COLUMN chips TEXT NOT NULL DEFAULT '';
CREATE INDEX rating_blaming ON rating (person, rated_at) WHERE chips <> '';
