-- Batches and all that belongs to them. A status owns its fields: "failed without an error" can't be stored.

CREATE TABLE batches (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  template_name TEXT NOT NULL,
  template_version TEXT NOT NULL,
  template_title TEXT NOT NULL,
  template_folder TEXT NOT NULL,
  template_hash TEXT NOT NULL,
  data TEXT NOT NULL,
  output_folder TEXT NOT NULL,
  languages TEXT NOT NULL CHECK (json_valid(languages)),
  formats TEXT NOT NULL CHECK (json_valid(formats)),
  quality TEXT NOT NULL,
  -- The whole request, as JSON.
  request TEXT NOT NULL CHECK (json_valid(request)),
  created_at TEXT NOT NULL,
  -- The running studio that works on it; see studio-presence.ts.
  studio TEXT NOT NULL,

  status TEXT NOT NULL CHECK (status IN ('preparing', 'running', 'finished', 'interrupted', 'failed')),
  reason TEXT NOT NULL,
  finished_at TEXT,
  error_code TEXT,
  error_message TEXT,
  error_what_to_do TEXT,

  -- Kept up by each change, so that no list has to count 120,000 jobs.
  "rows" INTEGER NOT NULL DEFAULT 0 CHECK ("rows" >= 0),
  rejected_rows INTEGER NOT NULL DEFAULT 0 CHECK (rejected_rows >= 0),
  jobs INTEGER NOT NULL DEFAULT 0 CHECK (jobs >= 0),
  waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  running INTEGER NOT NULL DEFAULT 0 CHECK (running >= 0),
  done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),
  failed INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0),

  -- Paths of what was written about it.
  manifest TEXT,
  rejected TEXT,

  CHECK ((status = 'finished') = (finished_at IS NOT NULL)),
  CHECK ((status = 'failed') = (error_code IS NOT NULL AND error_message IS NOT NULL)),
  CHECK (jobs = waiting + running + done + failed)
) STRICT;

CREATE INDEX batches_unfinished ON batches (status) WHERE status IN ('preparing', 'running');
CREATE INDEX batches_output_folder ON batches (output_folder);
CREATE INDEX batches_rejected ON batches (rejected) WHERE rejected IS NOT NULL;

-- Rows that passed, with typed values as JSON: read one at a time, when their job is made.
CREATE TABLE "rows" (
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  key TEXT NOT NULL,
  "values" TEXT NOT NULL CHECK (json_valid("values")),
  by_language TEXT NOT NULL CHECK (json_valid(by_language)),
  PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;

-- What is wrong with the rows that were set aside: one entry a fault.
CREATE TABLE rejected (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  row_number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  key TEXT,
  "column" TEXT,
  value TEXT,
  rule TEXT NOT NULL,
  message TEXT NOT NULL,
  what_to_do TEXT NOT NULL
) STRICT;

CREATE INDEX rejected_in_order ON rejected (batch, number);
CREATE INDEX rejected_of_a_row ON rejected (batch, row_number);

-- One output video each. Their order is that of the rows, then of languages and formats as they were asked for.
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  row_number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  language TEXT NOT NULL,
  format TEXT NOT NULL,
  path TEXT NOT NULL,
  -- Two paths with the same key are one file on some system.
  path_key TEXT NOT NULL,
  -- How much there is to do, in pixels: for progress and estimates.
  work REAL NOT NULL,
  -- What is worth telling of a video that can be made: a fallback that stands in.
  note TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,

  status TEXT NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed')),
  reason TEXT NOT NULL,
  bytes INTEGER,
  duration REAL,
  width INTEGER,
  height INTEGER,
  frames INTEGER,
  sha256 TEXT,
  error_code TEXT,
  error_message TEXT,
  error_what_to_do TEXT,

  FOREIGN KEY (batch, row_number) REFERENCES "rows" (batch, number),
  CHECK ((status = 'done') = (sha256 IS NOT NULL)),
  CHECK ((status = 'failed') = (error_code IS NOT NULL AND error_message IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX jobs_one_file_each ON jobs (batch, path_key);
CREATE INDEX jobs_in_order ON jobs (batch, status, id);
CREATE INDEX jobs_of_a_batch ON jobs (batch, id);

-- Each try at a job.
CREATE TABLE attempts (
  job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  studio TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  ended_at TEXT,
  "end" TEXT CHECK ("end" IN ('done', 'failed', 'handed-back')),
  reason TEXT,
  error_code TEXT,
  error_what_to_do TEXT,
  PRIMARY KEY (job, number),
  CHECK ((ended_at IS NULL) = ("end" IS NULL))
) STRICT, WITHOUT ROWID;

-- Files that were made, known by the hash of all that made them.
CREATE TABLE artifacts (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  job INTEGER REFERENCES jobs (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  -- Relative to the batch's output folder.
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  made_at TEXT NOT NULL,
  UNIQUE (batch, path)
) STRICT;

CREATE INDEX artifacts_by_hash ON artifacts (hash);
CREATE INDEX artifacts_of_a_job ON artifacts (job);

-- Every change of a status, with its sentence.
CREATE TABLE events (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  -- null: the batch itself.
  job INTEGER REFERENCES jobs (id) ON DELETE CASCADE,
  previous TEXT,
  status TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE INDEX events_of_a_batch ON events (batch, number);
CREATE INDEX events_of_a_job ON events (job) WHERE job IS NOT NULL;
