-- name: jobs_under_review
-- Jobs with where their files stand; of one that has no file now, where its last one stood.
SELECT jobs.*, reviews.stands, reviews.verdict, reviews.findings, reviews.comments, reviews.approvals,
  COALESCE(reviews.risk, 0) AS risk
FROM jobs LEFT JOIN reviews ON reviews.job = jobs.id AND reviews.sha256 = COALESCE(
  jobs.sha256, (SELECT sha256 FROM decisions WHERE job = jobs.id AND undone_at IS NULL ORDER BY number DESC LIMIT 1))
WHERE jobs.id IN (SELECT value FROM json_each(@ids));

-- name: decisions_of_jobs
SELECT * FROM decisions WHERE job IN (SELECT value FROM json_each(@ids)) AND undone_at IS NULL ORDER BY number DESC;

-- name: all_decisions_of_job
SELECT * FROM decisions WHERE job = @job ORDER BY number DESC;

-- name: all_comments_of_job
SELECT * FROM comments WHERE job = @job ORDER BY first, number;

-- name: batch_of_sample
SELECT batches.id FROM samples JOIN batches ON batches.number = samples.batch WHERE samples.number = @sample;

-- name: batch_of_job
SELECT batches.id, batches.number, jobs.row_number FROM jobs JOIN batches ON batches.number = jobs.batch WHERE jobs.id = @job;

-- name: parts_of_batch
SELECT job_parts.job, jobs.row_number AS row, jobs.status, job_parts.parts
FROM job_parts JOIN jobs ON jobs.id = job_parts.job
WHERE job_parts.batch = @batch ORDER BY job_parts.job;

-- name: done_of_batch
SELECT id FROM jobs WHERE batch = @batch AND status = 'done' ORDER BY id;

-- name: done_of_jobs
SELECT id FROM jobs WHERE batch = @batch AND status = 'done' AND id IN (SELECT value FROM json_each(@ids)) ORDER BY id;

-- name: rows_of_jobs
SELECT id, row_number FROM jobs WHERE id IN (SELECT value FROM json_each(@ids));

-- name: parts_of_job
SELECT parts FROM job_parts WHERE job = @job;

-- name: done_of_rows
SELECT id FROM jobs WHERE batch = @batch AND status = 'done' AND row_number IN (
  SELECT row_number FROM jobs WHERE id IN (SELECT value FROM json_each(@ids))) ORDER BY id;

-- name: siblings_of_job
SELECT id, language, format FROM jobs
WHERE batch = @batch AND row_number = @row AND id <> @job AND status = 'done' ORDER BY id;

-- name: reviewers_of_batch
SELECT max(reviewer) AS reviewer, count(*) AS decisions FROM decisions
WHERE batch = @batch AND undone_at IS NULL GROUP BY person ORDER BY decisions DESC, person LIMIT 200;

-- name: said_of_batch
SELECT decisions.job, decisions.sha256, decisions.reviewer, person, kind, reason, milliseconds, verdict, checks
FROM decisions LEFT JOIN reviews ON reviews.job = decisions.job AND reviews.sha256 = decisions.sha256
WHERE decisions.batch = @batch AND undone_at IS NULL ORDER BY number;

-- name: said_between
SELECT decisions.job, decisions.sha256, decisions.reviewer, person, kind, reason, milliseconds, verdict, checks
FROM decisions LEFT JOIN reviews ON reviews.job = decisions.job AND reviews.sha256 = decisions.sha256
WHERE at >= @from AND at < @before AND undone_at IS NULL ORDER BY number;
