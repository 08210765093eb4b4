-- When a reviewer elsewhere said it by a clock of their own that was ahead: `at` is then reckoned back. Null: both are one.

ALTER TABLE decisions ADD COLUMN said_at TEXT;
