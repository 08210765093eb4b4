-- A rejection is written down first, then what it touches is queued again: until all of it is, the decision says so, and the
-- next start goes on with what a kill left undone.

ALTER TABLE decisions ADD COLUMN is_carried_out INTEGER NOT NULL DEFAULT 1 CHECK (is_carried_out IN (0, 1));

CREATE INDEX decisions_to_carry_out ON decisions (number) WHERE is_carried_out = 0;
