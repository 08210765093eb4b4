-- Review: what people and checks say of finished files, whether a batch may go out, what is drawn to be looked at.

CREATE TABLE batch_reviews (
  batch INTEGER PRIMARY KEY REFERENCES batches (number) ON DELETE CASCADE,
  -- How many people have to approve of a video; null: as the studio's setting says.
  approvals_needed INTEGER CHECK (approvals_needed BETWEEN 0 AND 2),
  -- Review opened its gate (batches.approved_at); else a person's word did.
  opened INTEGER NOT NULL DEFAULT 0 CHECK (opened IN (0, 1)),
  decisions INTEGER NOT NULL DEFAULT 0 CHECK (decisions >= 0),
  -- Of the files that lie there now; kept up by the triggers below.
  approved_once INTEGER NOT NULL DEFAULT 0,
  approved_twice INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  flagged INTEGER NOT NULL DEFAULT 0,
  -- The checks failed them, and nobody said anything of them yet.
  failing INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One file of a job, and where it stands. When the job has another file, that one has a line of its own, or none: nothing is
-- written for a video to be open again.
CREATE TABLE reviews (
  job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  -- Of the checks; null: none looked.
  verdict TEXT CHECK (verdict IN ('pass', 'warn', 'fail')),
  findings INTEGER NOT NULL DEFAULT 0,
  -- Names of the checks that found something, as JSON; null: none did.
  checks TEXT CHECK (json_valid(checks)),
  -- 0..1.
  risk REAL NOT NULL DEFAULT 0,
  -- People by their latest decision.
  approvals INTEGER NOT NULL DEFAULT 0,
  rejections INTEGER NOT NULL DEFAULT 0,
  flags INTEGER NOT NULL DEFAULT 0,
  comments INTEGER NOT NULL DEFAULT 0,
  -- How it counts.
  stands TEXT NOT NULL GENERATED ALWAYS AS (CASE
    WHEN rejections > 0 THEN 'rejected'
    WHEN flags > 0 THEN 'flagged'
    WHEN approvals > 1 THEN 'approved-twice'
    WHEN approvals = 1 THEN 'approved-once'
    WHEN verdict = 'fail' THEN 'failing'
    ELSE 'open' END) VIRTUAL,
  PRIMARY KEY (job, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX reviews_of_a_batch ON reviews (batch);

CREATE TRIGGER review_added AFTER INSERT ON reviews
WHEN EXISTS (SELECT 1 FROM jobs WHERE id = new.job AND sha256 = new.sha256)
BEGIN
  UPDATE batch_reviews SET
    approved_once = approved_once + (new.stands = 'approved-once'),
    approved_twice = approved_twice + (new.stands = 'approved-twice'),
    rejected = rejected + (new.stands = 'rejected'),
    flagged = flagged + (new.stands = 'flagged'),
    failing = failing + (new.stands = 'failing')
  WHERE batch = new.batch;
END;

CREATE TRIGGER review_changed AFTER UPDATE ON reviews
WHEN old.stands <> new.stands AND EXISTS (SELECT 1 FROM jobs WHERE id = new.job AND sha256 = new.sha256)
BEGIN
  UPDATE batch_reviews SET
    approved_once = approved_once + (new.stands = 'approved-once') - (old.stands = 'approved-once'),
    approved_twice = approved_twice + (new.stands = 'approved-twice') - (old.stands = 'approved-twice'),
    rejected = rejected + (new.stands = 'rejected') - (old.stands = 'rejected'),
    flagged = flagged + (new.stands = 'flagged') - (old.stands = 'flagged'),
    failing = failing + (new.stands = 'failing') - (old.stands = 'failing')
  WHERE batch = new.batch;
END;

-- A job's file is gone, or another one, or one that was judged before.
CREATE TRIGGER reviewed_file_gone AFTER UPDATE OF sha256 ON jobs
WHEN old.sha256 IS NOT NULL AND old.sha256 IS NOT new.sha256
  AND EXISTS (SELECT 1 FROM reviews WHERE job = old.id AND sha256 = old.sha256)
BEGIN
  UPDATE batch_reviews SET
    approved_once = approved_once - (file.stands = 'approved-once'),
    approved_twice = approved_twice - (file.stands = 'approved-twice'),
    rejected = rejected - (file.stands = 'rejected'),
    flagged = flagged - (file.stands = 'flagged'),
    failing = failing - (file.stands = 'failing')
  FROM (SELECT stands FROM reviews WHERE job = old.id AND sha256 = old.sha256) AS file
  WHERE batch_reviews.batch = old.batch;
END;

CREATE TRIGGER reviewed_file_there AFTER UPDATE OF sha256 ON jobs
WHEN new.sha256 IS NOT NULL AND old.sha256 IS NOT new.sha256
  AND EXISTS (SELECT 1 FROM reviews WHERE job = new.id AND sha256 = new.sha256)
BEGIN
  UPDATE batch_reviews SET
    approved_once = approved_once + (file.stands = 'approved-once'),
    approved_twice = approved_twice + (file.stands = 'approved-twice'),
    rejected = rejected + (file.stands = 'rejected'),
    flagged = flagged + (file.stands = 'flagged'),
    failing = failing + (file.stands = 'failing')
  FROM (SELECT stands FROM reviews WHERE job = new.id AND sha256 = new.sha256) AS file
  WHERE batch_reviews.batch = new.batch;
END;

-- Review packages that went out; what comes back with one says so.
CREATE TABLE review_packages (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  made_at TEXT NOT NULL,
  -- What was packed, for what comes back to be held against, as JSON.
  facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT;

CREATE TABLE decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  -- The name folded: two spellings of one person are one.
  person TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('approved', 'rejected', 'flagged')),
  reason TEXT,
  scope TEXT CHECK (json_valid(scope)),
  words TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  milliseconds INTEGER CHECK (milliseconds >= 0),
  package TEXT,
  undone_at TEXT,
  CHECK (kind = 'rejected' OR (reason IS NULL AND scope IS NULL))
) STRICT;

CREATE INDEX decisions_of_a_job ON decisions (job, number);
CREATE INDEX decisions_of_a_batch ON decisions (batch, person);
CREATE INDEX decisions_by_time ON decisions (at);

CREATE TABLE comments (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  -- Frames; the one after the last.
  first INTEGER NOT NULL CHECK (first >= 0),
  after INTEGER NOT NULL CHECK (after > first),
  region TEXT CHECK (json_valid(region)),
  words TEXT NOT NULL,
  at TEXT NOT NULL,
  package TEXT,
  removed_at TEXT
) STRICT;

CREATE INDEX comments_of_a_job ON comments (job, number);
CREATE INDEX comments_of_a_batch ON comments (batch, number);

-- Jobs that a rejection queued again, with the file that they had: taken back, that one counts again.
CREATE TABLE remakes (
  decision INTEGER NOT NULL REFERENCES decisions (number) ON DELETE CASCADE,
  job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  attempts INTEGER NOT NULL,
  -- The file as it was, with the hash of its plan, as JSON.
  former TEXT NOT NULL CHECK (json_valid(former)),
  PRIMARY KEY (decision, job)
) STRICT, WITHOUT ROWID;

CREATE INDEX remakes_of_a_job ON remakes (job);

-- What a finished job's file was made of, in order: 32 bytes of a hash, then the frames as 4 bytes (little endian; 0: its sound).
-- One value a job: a line for each of ten million segments would take as much again as all else.
CREATE TABLE job_parts (
  job INTEGER PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  parts BLOB NOT NULL CHECK (length(parts) % 36 = 0)
) STRICT;

CREATE INDEX job_parts_of_a_batch ON job_parts (batch);

-- Samples that were drawn, and their videos.
CREATE TABLE samples (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  plan TEXT NOT NULL CHECK (json_valid(plan)),
  seed INTEGER NOT NULL,
  drawn_at TEXT NOT NULL,
  lot INTEGER NOT NULL CHECK (lot >= 0),
  size INTEGER NOT NULL CHECK (size BETWEEN 0 AND lot),
  accept INTEGER,
  reject INTEGER,
  severity TEXT CHECK (severity IN ('normal', 'tightened', 'reduced'))
) STRICT;

CREATE INDEX samples_of_a_batch ON samples (batch, number);

CREATE TABLE sample_jobs (
  sample INTEGER NOT NULL REFERENCES samples (number) ON DELETE CASCADE,
  job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  PRIMARY KEY (sample, job)
) STRICT, WITHOUT ROWID;

CREATE INDEX samples_of_a_job ON sample_jobs (job);
