-- name: findings_of_batch
-- A page of the findings of the files that lie there, in the order of the videos; what is null is not asked after.
SELECT findings.*, jobs.row_key, jobs.line, jobs.language, jobs.format, jobs.path
FROM jobs JOIN inspections ON inspections.job = jobs.id AND inspections.sha256 = jobs.sha256
  JOIN findings ON findings.job = jobs.id
WHERE jobs.batch = @batch AND jobs.status = 'done' AND jobs.id >= @job
  AND (jobs.id > @job OR findings.number > @number)
  AND (@checks IS NULL OR findings."check" IN (SELECT value FROM json_each(@checks)))
  AND (@severities IS NULL OR findings.severity IN (SELECT value FROM json_each(@severities)))
ORDER BY jobs.id, findings.number LIMIT @limit;

-- name: findings_of_video
SELECT findings.*, jobs.row_key, jobs.line, jobs.language, jobs.format, jobs.path
FROM jobs JOIN inspections ON inspections.job = jobs.id AND inspections.sha256 = jobs.sha256
  JOIN findings ON findings.job = jobs.id
WHERE jobs.id = @job AND jobs.status = 'done' AND findings.number > @number
  AND (@checks IS NULL OR findings."check" IN (SELECT value FROM json_each(@checks)))
  AND (@severities IS NULL OR findings.severity IN (SELECT value FROM json_each(@severities)))
ORDER BY findings.number LIMIT @limit;

-- name: counts_of_batch
SELECT done, verdict_pass, verdict_warn, verdict_fail FROM batches WHERE id = @batch;

-- name: tally_of_batch
-- How often each check found something, and in how many videos.
SELECT findings."check", findings.severity, count(*) AS findings, count(DISTINCT findings.job) AS videos
FROM jobs JOIN inspections ON inspections.job = jobs.id AND inspections.sha256 = jobs.sha256
  JOIN findings ON findings.job = jobs.id
WHERE jobs.batch = @batch AND jobs.status = 'done'
GROUP BY 1, 2 ORDER BY instr('error warning note', findings.severity), 4 DESC, 1;

-- name: profiles_of_batch
SELECT inspections.profile, inspections.profile_hash AS hash, count(*) AS videos, sum(inspections.cpu_ms) AS cpu
FROM jobs JOIN inspections ON inspections.job = jobs.id AND inspections.sha256 = jobs.sha256
WHERE jobs.batch = @batch AND jobs.status = 'done'
GROUP BY 1, 2 ORDER BY 3 DESC, 1;

-- name: videos_of_batch
SELECT id AS job, row_key AS rowKey, line, language, format, path, verdict FROM jobs
WHERE batch = @batch AND status = 'done' AND id > @after AND verdict IS NOT NULL
  AND (@verdicts IS NULL OR verdict IN (SELECT value FROM json_each(@verdicts)))
ORDER BY id LIMIT @limit;

-- name: counts_of_jobs
SELECT job, count(*) AS findings FROM findings WHERE job IN (SELECT value FROM json_each(@jobs)) GROUP BY job;

-- name: findings_of_jobs
SELECT * FROM findings WHERE job IN (SELECT value FROM json_each(@jobs)) ORDER BY job, number;
