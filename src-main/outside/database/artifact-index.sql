-- The index of one batch's artifacts. It lies in their folder and goes with it. There are no migrations: what an older
-- or newer Reelmill wrote counts as unknown, and artifacts can be made again.

CREATE TABLE state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- How often the index was opened to be written; tells what this opening has made or verified itself.
  opening INTEGER NOT NULL,
  -- Counts up with each asking.
  clock INTEGER NOT NULL,
  -- Of all artifacts; kept up by the triggers.
  bytes INTEGER NOT NULL,
  policy TEXT NOT NULL CHECK (json_valid(policy)),
  -- null: in use, or its user died.
  sealed_at TEXT
) STRICT;

CREATE TABLE artifacts (
  hash TEXT PRIMARY KEY,
  extension TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- Milliseconds since 1970, as the file system says.
  modified REAL NOT NULL,
  sha256 TEXT NOT NULL,
  frames INTEGER,
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  -- Hash of the record's own values: SQLite does not notice a byte that flips on the disk.
  checksum TEXT NOT NULL,
  -- The state's clock when it was asked for last.
  used INTEGER NOT NULL,
  -- The opening that made or verified it.
  opening INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX artifacts_by_use ON artifacts (used);

CREATE TRIGGER artifact_added AFTER INSERT ON artifacts BEGIN
  UPDATE state SET bytes = bytes + new.bytes;
END;
CREATE TRIGGER artifact_removed AFTER DELETE ON artifacts BEGIN
  UPDATE state SET bytes = bytes - old.bytes;
END;
