-- 公开数字. What was completed in a month is counted without looking at all that ever was.
CREATE INDEX register_delivered ON register (delivered_at)
    WHERE delivered_at IS NOT NULL AND is_imported = 0;
