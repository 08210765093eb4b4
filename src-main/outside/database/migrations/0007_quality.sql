-- Inspections of finished files. What counts of a job is the one of the file that lies there: jobs.verdict and the counts
-- of a batch are kept up by the triggers below, whatever becomes of the job.

ALTER TABLE jobs ADD COLUMN verdict TEXT CHECK (verdict IN ('pass', 'warn', 'fail'));

ALTER TABLE batches ADD COLUMN verdict_pass INTEGER NOT NULL DEFAULT 0 CHECK (verdict_pass >= 0);
ALTER TABLE batches ADD COLUMN verdict_warn INTEGER NOT NULL DEFAULT 0 CHECK (verdict_warn >= 0);
ALTER TABLE batches ADD COLUMN verdict_fail INTEGER NOT NULL DEFAULT 0 CHECK (verdict_fail >= 0);

-- The latest of each job.
CREATE TABLE inspections (
  job INTEGER PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  -- Of the file that was looked at.
  sha256 TEXT NOT NULL,
  profile TEXT NOT NULL,
  profile_hash TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'warn', 'fail')),
  -- Findings by their severity.
  errors INTEGER NOT NULL CHECK (errors >= 0),
  warnings INTEGER NOT NULL CHECK (warnings >= 0),
  notes INTEGER NOT NULL CHECK (notes >= 0),
  -- Whether what was meant was known.
  planned INTEGER NOT NULL CHECK (planned IN (0, 1)),
  at TEXT NOT NULL,
  cpu_ms INTEGER,
  CHECK (verdict <> 'pass' OR errors + warnings = 0)
) STRICT;

CREATE TABLE findings (
  job INTEGER NOT NULL REFERENCES inspections (job) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  "check" TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'error')),
  -- Frames: the first, and the one after the last; null: the whole file.
  first INTEGER,
  after INTEGER,
  figure REAL,
  threshold REAL,
  unit TEXT,
  message TEXT NOT NULL,
  what_to_do TEXT NOT NULL,
  region TEXT CHECK (json_valid(region)),
  layer TEXT,
  segment TEXT,
  PRIMARY KEY (job, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER file_inspected AFTER INSERT ON inspections BEGIN
  UPDATE jobs SET verdict = new.verdict WHERE id = new.job AND sha256 = new.sha256;
END;

CREATE TRIGGER inspection_gone AFTER DELETE ON inspections BEGIN
  UPDATE jobs SET verdict = NULL WHERE id = old.job AND verdict IS NOT NULL;
END;

CREATE TRIGGER verdict_changed AFTER UPDATE OF verdict ON jobs WHEN old.verdict IS NOT new.verdict BEGIN
  UPDATE batches SET
    verdict_pass = verdict_pass + (new.verdict IS 'pass') - (old.verdict IS 'pass'),
    verdict_warn = verdict_warn + (new.verdict IS 'warn') - (old.verdict IS 'warn'),
    verdict_fail = verdict_fail + (new.verdict IS 'fail') - (old.verdict IS 'fail')
  WHERE number = new.batch;
END;

-- Another file, or none; or the one that was inspected lies there again, and nobody has to look once more.
CREATE TRIGGER inspected_file_changed AFTER UPDATE OF sha256 ON jobs WHEN old.sha256 IS NOT new.sha256 BEGIN
  UPDATE jobs SET verdict = (SELECT verdict FROM inspections WHERE job = new.id AND sha256 = new.sha256)
  WHERE id = new.id;
END;

-- A new kind of unit. Their table may have millions of rows, so its rule alone is written anew, as SQLite's documentation
-- of ALTER TABLE describes it.
PRAGMA writable_schema = ON;

UPDATE sqlite_schema SET sql = replace(
  sql, '(''clip'', ''sound'', ''segment'', ''output'')', '(''clip'', ''sound'', ''segment'', ''output'', ''inspection'')'
)
WHERE type = 'table' AND name = 'units';

PRAGMA writable_schema = RESET;
