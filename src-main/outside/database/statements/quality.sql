-- name: drop_inspection
DELETE FROM inspections WHERE job = @job;

-- name: add_inspection
INSERT INTO inspections (
  job, sha256, profile, profile_hash, verdict, errors, warnings, notes, planned, at, cpu_ms
) VALUES (
  @job, @sha256, @profile, @profileHash, @verdict, @errors, @warnings, @notes, @planned, @at, @cpuMilliseconds
);

-- name: add_finding
INSERT INTO findings (
  job, number, "check", severity, first, after, figure, threshold, unit, message, what_to_do, region, layer, segment
) VALUES (
  @job, @number, @check, @severity, @from, @to, @figure, @threshold, @unit, @message, @whatToDo, @region, @layer,
  @segment
);

-- name: inspection_of_job
-- Of the file that lies there.
SELECT inspections.* FROM inspections JOIN jobs ON jobs.id = inspections.job AND jobs.sha256 = inspections.sha256
WHERE inspections.job = @job;

-- name: findings_of_job
SELECT * FROM findings WHERE job = @job ORDER BY number;

-- name: inspection_of_file
-- The same file in an earlier batch, held against the same profile.
SELECT inspections.* FROM jobs JOIN inspections ON inspections.job = jobs.id AND inspections.sha256 = jobs.sha256
WHERE substr(jobs.plan_hash, 1, 16) = substr(@hash, 1, 16) AND jobs.plan_hash = @hash
  AND jobs.sha256 = @sha256 AND inspections.profile_hash = @profileHash
ORDER BY jobs.id DESC LIMIT 1;

-- name: file_of_job
SELECT 1 FROM jobs WHERE id = @job AND status = 'done' AND sha256 = @sha256;

-- name: finished_after
-- Finished jobs of a batch with the profile that their files were last held against.
SELECT jobs.id, jobs.path, jobs.sha256, jobs.plan_hash AS planHash, jobs.row_number AS rowNumber, jobs.language,
  jobs.format, jobs.width, jobs.height, jobs.frames, inspections.profile_hash AS profileHash
FROM jobs LEFT JOIN inspections ON inspections.job = jobs.id AND inspections.sha256 = jobs.sha256
WHERE jobs.batch = @batch AND jobs.status = 'done' AND jobs.id > @after ORDER BY jobs.id LIMIT @limit;

-- name: findings_of_batch
-- A page of the findings of the files that lie there, in the order of the videos.
SELECT findings.*, jobs.row_key, jobs.line, jobs.language, jobs.format, jobs.path
FROM jobs JOIN inspections ON inspections.job = jobs.id AND inspections.sha256 = jobs.sha256
  JOIN findings ON findings.job = jobs.id
WHERE jobs.batch = @batch AND jobs.status = 'done'
  AND (jobs.id > @job OR (jobs.id = @job AND findings.number > @number))
  AND (@check IS NULL OR findings."check" = @check)
  AND (@severity IS NULL OR findings.severity = @severity)
ORDER BY jobs.id, findings.number LIMIT @limit;

-- name: tally_of_batch
-- How often each check found something, and in how many videos.
SELECT findings."check", findings.severity, count(*) AS findings, count(DISTINCT findings.job) AS videos
FROM jobs JOIN inspections ON inspections.job = jobs.id AND inspections.sha256 = jobs.sha256
  JOIN findings ON findings.job = jobs.id
WHERE jobs.batch = @batch AND jobs.status = 'done'
GROUP BY 1, 2 ORDER BY 1, 2;

-- name: profiles_of_batch
SELECT inspections.profile, inspections.profile_hash AS hash, count(*) AS videos, sum(inspections.cpu_ms) AS cpu
FROM jobs JOIN inspections ON inspections.job = jobs.id AND inspections.sha256 = jobs.sha256
WHERE jobs.batch = @batch AND jobs.status = 'done'
GROUP BY 1, 2 ORDER BY 3 DESC;
