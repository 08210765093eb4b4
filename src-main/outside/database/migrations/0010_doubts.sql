-- Videos that failed their inspection by what may have been an accident are made once more: what is known of the first file
-- outlasts a kill, so that nothing is made a third time.

CREATE TABLE doubts (
  job INTEGER PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  -- The plan's: a doubt of another plan is of no account.
  plan_hash TEXT NOT NULL,
  -- Of the file that failed.
  sha256 TEXT NOT NULL,
  -- What was found in it.
  found TEXT NOT NULL,
  -- Artifacts that are not trusted, [{"hash", "sha256"}]: sha256 of the bytes that went into the file, null where that is not known.
  suspects TEXT NOT NULL CHECK (json_valid(suspects)),
  -- What came of it; null: it is under way.
  came TEXT CHECK (came IN ('right', 'same', 'failed'))
) STRICT;
