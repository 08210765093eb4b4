-- name: begin_review
INSERT INTO batch_reviews (batch) VALUES (@batch) ON CONFLICT (batch) DO NOTHING;

-- name: review_of_batch
SELECT batches.number, batches.done, batches.waiting + batches.running + batches.paused AS coming,
  batches.status, batches.approved_at,
  approvals_needed, COALESCE(opened, 0) AS opened, COALESCE(decisions, 0) AS decisions,
  COALESCE(approved_once, 0) AS approved_once, COALESCE(approved_twice, 0) AS approved_twice,
  COALESCE(batch_reviews.rejected, 0) AS rejected, COALESCE(flagged, 0) AS flagged, COALESCE(failing, 0) AS failing
FROM batches LEFT JOIN batch_reviews ON batch_reviews.batch = batches.number
WHERE batches.id = @id;

-- name: set_approvals_needed
UPDATE batch_reviews SET approvals_needed = @approvals WHERE batch = @batch;

-- name: set_opened
UPDATE batch_reviews SET opened = @opened WHERE batch = @batch;

-- name: count_decisions
UPDATE batch_reviews SET decisions = decisions + @by WHERE batch = @batch;

-- name: add_decision
INSERT INTO decisions
  (batch, job, sha256, reviewer, person, kind, reason, scope, words, at, milliseconds, package, said_at, is_carried_out)
VALUES
  (@batch, @job, @sha256, @reviewer, @person, @kind, @reason, @scope, @words, @at, @milliseconds, @package, @saidAt, @isCarriedOut);

-- name: carried_out
UPDATE decisions SET is_carried_out = 1 WHERE number = @number;

-- name: decisions_to_carry_out
SELECT decisions.number, decisions.job, decisions.scope, batches.id AS batch
FROM decisions JOIN batches ON batches.number = decisions.batch
WHERE is_carried_out = 0 AND undone_at IS NULL ORDER BY decisions.number;

-- name: decision
SELECT decisions.*, batches.id AS batch_id FROM decisions JOIN batches ON batches.number = decisions.batch
WHERE decisions.number = @number;

-- name: undo_decision
UPDATE decisions SET undone_at = @at WHERE number = @number AND undone_at IS NULL;

-- name: decisions_on_file
SELECT * FROM decisions WHERE job = @job AND sha256 = @sha256 AND undone_at IS NULL ORDER BY number;

-- name: stand
-- Where a file stands after what people said of it.
INSERT INTO reviews (job, sha256, batch, approvals, rejections, flags)
VALUES (@job, @sha256, @batch, @approvals, @rejections, @flags)
ON CONFLICT (job, sha256) DO UPDATE SET
  approvals = excluded.approvals, rejections = excluded.rejections, flags = excluded.flags;

-- name: note_inspection
INSERT INTO reviews (job, sha256, batch, verdict, findings, checks, risk)
VALUES (@job, @sha256, @batch, @verdict, @findings, @checks, @risk)
ON CONFLICT (job, sha256) DO UPDATE SET
  verdict = excluded.verdict, findings = excluded.findings, checks = excluded.checks, risk = excluded.risk;

-- name: note_risk
INSERT INTO reviews (job, sha256, batch, risk) VALUES (@job, @sha256, @batch, @risk)
ON CONFLICT (job, sha256) DO UPDATE SET risk = excluded.risk;

-- name: count_comments
INSERT INTO reviews (job, sha256, batch, comments) VALUES (@job, @sha256, @batch, max(0, @by))
ON CONFLICT (job, sha256) DO UPDATE SET comments = max(0, comments + @by);

-- name: add_comment
INSERT INTO comments (batch, job, sha256, reviewer, first, after, region, words, at, package)
VALUES (@batch, @job, @sha256, @reviewer, @from, @to, @region, @words, @at, @package);

-- name: comment
SELECT comments.*, batches.id AS batch_id FROM comments JOIN batches ON batches.number = comments.batch
WHERE comments.number = @number;

-- name: change_comment
UPDATE comments SET words = @words WHERE number = @number;

-- name: remove_comment
UPDATE comments SET removed_at = @at WHERE number = @number;

-- name: add_remake
INSERT INTO remakes (decision, job, attempts, former)
SELECT @decision, id, attempts, json_object(
  'plan', plan_hash, 'since', unchanged_since, 'output', json_object(
    'path', path, 'bytes', bytes, 'duration', duration, 'width', width, 'height', height, 'frames', frames,
    'sha256', sha256))
FROM jobs WHERE id = @job AND status = 'done'
ON CONFLICT (decision, job) DO NOTHING;

-- name: copy_remake
-- Of a job that another decision queued again, and that has not begun.
INSERT INTO remakes (decision, job, attempts, former)
SELECT @decision, remakes.job, remakes.attempts, remakes.former
FROM remakes JOIN jobs ON jobs.id = remakes.job AND jobs.attempts = remakes.attempts AND jobs.status <> 'done'
WHERE remakes.job = @job LIMIT 1
ON CONFLICT (decision, job) DO NOTHING;

-- name: remakes_of_decision
-- Those after a job; `begun`: a try began since.
SELECT remakes.job, remakes.former, jobs.status, jobs.attempts > remakes.attempts AS begun,
  EXISTS (
    SELECT 1 FROM remakes AS others JOIN decisions ON decisions.number = others.decision
    WHERE others.job = remakes.job AND others.decision <> remakes.decision AND decisions.undone_at IS NULL
      AND others.attempts = remakes.attempts
  ) AS wanted
FROM remakes JOIN jobs ON jobs.id = remakes.job
WHERE remakes.decision = @decision AND remakes.job > @after ORDER BY remakes.job LIMIT @limit;

-- name: drop_remake
DELETE FROM remakes WHERE decision = @decision AND job = @job;

-- name: files_under_review
-- Where the files of some jobs stand.
SELECT jobs.id, reviews.stands FROM jobs JOIN reviews ON reviews.job = jobs.id AND reviews.sha256 = jobs.sha256
WHERE jobs.id IN (SELECT value FROM json_each(@jobs));

-- name: write_parts
INSERT INTO job_parts (job, batch, parts) VALUES (@job, @batch, @parts)
ON CONFLICT (job) DO UPDATE SET parts = excluded.parts;

-- name: latest_sample
SELECT * FROM samples WHERE batch = @batch AND drawn = 1 ORDER BY number DESC LIMIT 1;

-- name: stands_of_sample
SELECT COALESCE(reviews.stands, 'open') AS stands, count(*) AS videos
FROM sample_jobs JOIN jobs ON jobs.id = sample_jobs.job AND jobs.status = 'done'
  LEFT JOIN reviews ON reviews.job = jobs.id AND reviews.sha256 = jobs.sha256
WHERE sample_jobs.sample = @sample
GROUP BY 1;
