-- The farm: more statuses, the queue, units of work, what is learnt of a machine. Times of units are milliseconds since 1970.

-- batches and jobs are made anew, for SQLite can't change a CHECK. Foreign keys are off meanwhile, and checked after.
CREATE TABLE new_batches (
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
  -- Hash of what makes two requests the same one; null: of a time that didn't know it.
  identity TEXT,
  created_at TEXT NOT NULL,
  -- The studio that last prepared it or ran it.
  studio TEXT NOT NULL,

  status TEXT NOT NULL CHECK (status IN
    ('preparing', 'waiting', 'running', 'paused', 'finished', 'interrupted', 'cancelled', 'failed')),
  reason TEXT NOT NULL,
  -- Who paused or interrupted it.
  by_whom TEXT,
  finished_at TEXT,
  error_code TEXT,
  error_message TEXT,
  error_what_to_do TEXT,
  error_cause TEXT CHECK (error_cause IN ('row', 'transient', 'resource', 'encoder', 'ours')),

  -- 0 urgent, 1 high, 2 normal, 3 low; within a priority by rank.
  priority INTEGER NOT NULL DEFAULT 2 CHECK (priority BETWEEN 0 AND 3),
  rank REAL NOT NULL,
  deadline TEXT,
  approved_at TEXT,
  keep_going INTEGER NOT NULL DEFAULT 0 CHECK (keep_going IN (0, 1)),
  -- All of its jobs stand here; else its table has to be read once more.
  prepared INTEGER NOT NULL DEFAULT 0 CHECK (prepared IN (0, 1)),
  -- Rows of the pilot that was asked for. While it runs, only jobs up to pilot_rank are given out.
  pilot INTEGER CHECK (pilot > 0),
  pilot_rank REAL,
  pilot_over INTEGER NOT NULL DEFAULT 0 CHECK (pilot_over IN (0, 1)),

  -- Kept up by each change, so that no list has to count 120,000 jobs.
  "rows" INTEGER NOT NULL DEFAULT 0 CHECK ("rows" >= 0),
  rejected_rows INTEGER NOT NULL DEFAULT 0 CHECK (rejected_rows >= 0),
  jobs INTEGER NOT NULL DEFAULT 0 CHECK (jobs >= 0),
  waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  running INTEGER NOT NULL DEFAULT 0 CHECK (running >= 0),
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused >= 0),
  done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),
  unchanged INTEGER NOT NULL DEFAULT 0 CHECK (unchanged BETWEEN 0 AND done),
  failed INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0),
  skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped >= 0),
  cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled >= 0),

  -- What was settled since it was last taken out of a pause.
  seen_made INTEGER NOT NULL DEFAULT 0,
  seen_unchanged INTEGER NOT NULL DEFAULT 0,
  seen_failed INTEGER NOT NULL DEFAULT 0,
  -- For how long it was worked on.
  worked_ms INTEGER NOT NULL DEFAULT 0,
  -- When what is only of use for a while was dropped.
  tidied_at TEXT,

  -- Paths of what was written about it.
  manifest TEXT,
  rejected TEXT,

  CHECK ((status IN ('paused', 'interrupted')) = (by_whom IS NOT NULL)),
  CHECK (status <> 'paused' OR by_whom IN ('person', 'asks', 'pilot')),
  CHECK (status <> 'interrupted' OR by_whom IN ('person', 'end-of-studio', 'lost-studio')),
  CHECK ((status = 'finished') = (finished_at IS NOT NULL)),
  CHECK ((status = 'failed') = (error_code IS NOT NULL AND error_message IS NOT NULL)),
  CHECK (status = 'failed' OR error_cause IS NULL),
  CHECK (jobs = waiting + running + paused + done + failed + skipped + cancelled)
) STRICT;

-- What an older Reelmill left interrupted waits for a person: it must not begin to render by itself on the first start
-- of a newer one. Those that run on at this moment were lost, and their next studio says so.
INSERT INTO new_batches (
  number, id, name, template_name, template_version, template_title, template_folder, template_hash, data,
  output_folder, languages, formats, quality, request, created_at, studio, status, reason, by_whom, finished_at,
  error_code, error_message, error_what_to_do, rank, prepared, "rows", rejected_rows, jobs, waiting, running, done,
  unchanged, failed, manifest, rejected
)
SELECT
  number, id, name, template_name, template_version, template_title, template_folder, template_hash, data,
  output_folder, languages, formats, quality, request, created_at, studio, status, reason,
  CASE status WHEN 'interrupted' THEN 'person' END, finished_at,
  error_code, error_message, error_what_to_do, number,
  EXISTS (SELECT 1 FROM events WHERE batch = batches.number AND job IS NULL AND status = 'running'),
  "rows", rejected_rows, jobs, waiting, running, done, unchanged, failed, manifest, rejected
FROM batches;

CREATE TABLE new_jobs (
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
  -- In the order of the table, until a person moves it.
  rank REAL NOT NULL,
  -- Its own, as with batches; null: that of its batch.
  priority INTEGER CHECK (priority BETWEEN 0 AND 3),
  -- A hardware encoder failed on it.
  cpu_only INTEGER NOT NULL DEFAULT 0 CHECK (cpu_only IN (0, 1)),

  status TEXT NOT NULL CHECK (status IN ('waiting', 'running', 'paused', 'done', 'failed', 'skipped', 'cancelled')),
  reason TEXT NOT NULL,
  not_before TEXT,
  bytes INTEGER,
  duration REAL,
  width INTEGER,
  height INTEGER,
  frames INTEGER,
  sha256 TEXT,
  -- Hash of the plan that the file was made from.
  plan_hash TEXT,
  -- Id of the batch that made the file; null: this one.
  unchanged_since TEXT,
  error_code TEXT,
  error_message TEXT,
  error_what_to_do TEXT,
  error_cause TEXT CHECK (error_cause IN ('row', 'transient', 'resource', 'encoder', 'ours')),

  FOREIGN KEY (batch, row_number) REFERENCES "rows" (batch, number),
  CHECK (status = 'waiting' OR not_before IS NULL),
  CHECK ((status = 'done') = (sha256 IS NOT NULL)),
  CHECK (status = 'done' OR (plan_hash IS NULL AND unchanged_since IS NULL)),
  CHECK ((status = 'failed') = (error_code IS NOT NULL AND error_message IS NOT NULL)),
  CHECK (status = 'failed' OR error_cause IS NULL)
) STRICT;

INSERT INTO new_jobs (
  id, batch, row_number, line, row_key, language, format, path, path_key, work, note, attempts, rank, status, reason,
  bytes, duration, width, height, frames, sha256, plan_hash, unchanged_since, error_code, error_message,
  error_what_to_do
)
SELECT
  id, batch, row_number, line, row_key, language, format, path, path_key, work, note, attempts, id, status, reason,
  bytes, duration, width, height, frames, sha256,
  CASE status WHEN 'done' THEN (SELECT hash FROM artifacts WHERE job = jobs.id AND kind = 'output') END,
  unchanged_since, error_code, error_message, error_what_to_do
FROM jobs;

-- A batch's events lie together; those of jobs need no index of their own.
CREATE TABLE new_events (
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  at TEXT NOT NULL,
  -- null: the batch itself, or as many jobs as `jobs` says.
  job INTEGER,
  jobs INTEGER,
  previous TEXT,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (batch, number),
  CHECK (job IS NULL OR jobs IS NULL)
) STRICT, WITHOUT ROWID;

INSERT INTO new_events (batch, number, at, job, previous, status, reason)
SELECT batch, number, at, job, previous, status, reason FROM events ORDER BY batch, number;

-- All that it held stands in jobs now.
DROP TABLE artifacts;
DROP TABLE events;
DROP TABLE jobs;
DROP TABLE batches;
ALTER TABLE new_batches RENAME TO batches;
ALTER TABLE new_jobs RENAME TO jobs;
ALTER TABLE new_events RENAME TO events;

CREATE INDEX batches_queued ON batches (priority, rank, number)
WHERE status IN ('preparing', 'waiting', 'running', 'paused', 'interrupted');
CREATE INDEX batches_output_folder ON batches (output_folder);
CREATE INDEX batches_rejected ON batches (rejected) WHERE rejected IS NOT NULL;
CREATE INDEX batches_of_a_request ON batches (identity, output_folder) WHERE identity IS NOT NULL;

-- Every index of SQLite ends with the id of the job.
CREATE UNIQUE INDEX jobs_one_file_each ON jobs (batch, path_key);
-- With their work, so that what is left of a batch is summed up without its jobs.
CREATE INDEX jobs_of_a_status ON jobs (batch, status, id, work);
CREATE INDEX jobs_of_a_batch ON jobs (batch);
CREATE INDEX jobs_next ON jobs (batch, priority, rank) WHERE status = 'waiting' AND not_before IS NULL;
CREATE INDEX jobs_later ON jobs (batch, not_before) WHERE status = 'waiting' AND not_before IS NOT NULL;
-- The beginning of a hash tells it from all others, and a whole one would be a fifth of the table.
CREATE INDEX jobs_by_plan ON jobs (substr(plan_hash, 1, 16)) WHERE plan_hash IS NOT NULL;

CREATE INDEX events_of_batches ON events (batch, number) WHERE job IS NULL;

ALTER TABLE attempts ADD COLUMN error_cause TEXT
  CHECK (error_cause IN ('row', 'transient', 'resource', 'encoder', 'ours'));

-- Batches that have to be finished, and approved of, before another one begins.
CREATE TABLE batch_after (
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  "after" INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  approval INTEGER NOT NULL CHECK (approval IN (0, 1)),
  PRIMARY KEY (batch, "after"),
  CHECK (batch <> "after")
) STRICT, WITHOUT ROWID;

CREATE INDEX batch_after_others ON batch_after ("after");

CREATE VIEW batches_as_shown AS
SELECT
  batches.*,
  (SELECT json_group_array(others.id) FROM batch_after JOIN batches AS others ON others.number = batch_after."after"
   WHERE batch_after.batch = batches.number AND approval = 0) AS "after",
  (SELECT json_group_array(others.id) FROM batch_after JOIN batches AS others ON others.number = batch_after."after"
   WHERE batch_after.batch = batches.number AND approval = 1) AS after_approval
FROM batches;

-- Studios that began something: a studio is one run of Reelmill.
CREATE TABLE studios (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  machine TEXT NOT NULL
) STRICT;

-- Steps of a job that run programs, from their first try on.
CREATE TABLE units (
  number INTEGER PRIMARY KEY,
  job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('clip', 'sound', 'segment', 'output')),
  hash TEXT NOT NULL,
  label TEXT NOT NULL,
  -- In the plan of its job.
  position INTEGER NOT NULL,
  -- Tries that were burnt, and all that were begun.
  tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  status TEXT NOT NULL CHECK (status IN ('waiting', 'running', 'paused', 'done', 'failed')),
  reason TEXT NOT NULL,
  error_code TEXT,
  error_message TEXT,
  error_what_to_do TEXT,
  error_cause TEXT CHECK (error_cause IN ('row', 'transient', 'resource', 'encoder', 'ours')),
  CHECK ((status = 'failed') = (error_code IS NOT NULL AND error_message IS NOT NULL)),
  CHECK (status = 'failed' OR error_cause IS NULL)
) STRICT;

CREATE INDEX units_of_a_job ON units (job);

CREATE TABLE unit_attempts (
  unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  studio INTEGER NOT NULL REFERENCES studios (number),
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  "end" TEXT CHECK ("end" IN ('done', 'failed', 'handed-back')),
  -- Of a failure its message.
  reason TEXT,
  error_code TEXT,
  error_what_to_do TEXT,
  error_cause TEXT CHECK (error_cause IN ('row', 'transient', 'resource', 'encoder', 'ours')),
  exit TEXT,
  milliseconds INTEGER,
  cpu_ms INTEGER,
  peak_bytes INTEGER,
  expected_bytes INTEGER,
  encoder TEXT,
  PRIMARY KEY (unit, number),
  CHECK ((ended_at IS NULL) = ("end" IS NULL)),
  CHECK (COALESCE("end", '') <> 'failed' OR (error_code IS NOT NULL AND reason IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Commands and last words, as deflated JSON, apart from the rest: they are what is dropped first.
CREATE TABLE attempt_details (
  unit INTEGER NOT NULL,
  number INTEGER NOT NULL,
  details BLOB NOT NULL,
  PRIMARY KEY (unit, number),
  FOREIGN KEY (unit, number) REFERENCES unit_attempts (unit, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Programs that may run at this moment. A process number is given out again: only with its start time it says who.
CREATE TABLE programs (
  unit INTEGER NOT NULL,
  number INTEGER NOT NULL,
  pid INTEGER NOT NULL,
  started_at TEXT,
  FOREIGN KEY (unit, number) REFERENCES unit_attempts (unit, number) ON DELETE CASCADE
) STRICT;

-- What a batch did in each minute (since 1970).
CREATE TABLE batch_minutes (
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  minute INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  units INTEGER NOT NULL DEFAULT 0,
  retries INTEGER NOT NULL DEFAULT 0,
  cpu_ms INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (batch, minute)
) STRICT, WITHOUT ROWID;

CREATE TABLE forecasts (
  number INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  done_share REAL NOT NULL,
  -- Seconds of work still to come, and those that came; null: not known yet.
  low REAL NOT NULL,
  likely REAL NOT NULL,
  high REAL NOT NULL,
  worked_ms INTEGER NOT NULL,
  came REAL
) STRICT;

CREATE INDEX forecasts_of_a_batch ON forecasts (batch);
CREATE INDEX forecasts_that_ended ON forecasts (number) WHERE came IS NOT NULL;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- Figures that get better with each unit.
CREATE TABLE learnt (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE calibrations (
  machine TEXT NOT NULL,
  ffmpeg TEXT NOT NULL,
  at TEXT NOT NULL,
  processes INTEGER NOT NULL CHECK (processes > 0),
  threads INTEGER NOT NULL CHECK (threads > 0),
  tried TEXT NOT NULL CHECK (json_valid(tried)),
  PRIMARY KEY (machine, ffmpeg)
) STRICT, WITHOUT ROWID;

CREATE TABLE hardware_encoders (
  machine TEXT NOT NULL,
  ffmpeg TEXT NOT NULL,
  encoder TEXT NOT NULL,
  family TEXT NOT NULL,
  codec TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('works', 'out-of-use', 'absent')),
  reason TEXT NOT NULL,
  again_at TEXT,
  sessions INTEGER NOT NULL CHECK (sessions >= 0),
  PRIMARY KEY (machine, ffmpeg, encoder),
  CHECK (status <> 'absent' OR sessions = 0)
) STRICT, WITHOUT ROWID;
