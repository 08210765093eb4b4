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
  jobs.format, jobs.width, jobs.height, jobs.frames, jobs.note, inspections.profile_hash AS profileHash
FROM jobs LEFT JOIN inspections ON inspections.job = jobs.id AND inspections.sha256 = jobs.sha256
WHERE jobs.batch = @batch AND jobs.status = 'done' AND jobs.id > @after ORDER BY jobs.id LIMIT @limit;

-- name: begin_doubt
INSERT INTO doubts (job, at, plan_hash, sha256, found, suspects, came)
VALUES (@job, @at, @planHash, @sha256, @found, @suspects, NULL)
ON CONFLICT (job) DO UPDATE SET at = excluded.at, plan_hash = excluded.plan_hash, sha256 = excluded.sha256,
  found = excluded.found, suspects = excluded.suspects, came = NULL;

-- name: end_doubt
UPDATE doubts SET came = @came WHERE job = @job;

-- name: doubt_of_job
SELECT plan_hash AS planHash, sha256, found, suspects FROM doubts
WHERE job = @job AND plan_hash = @planHash AND came IS NULL;

-- name: say_of_job
UPDATE jobs SET reason = @reason WHERE id = @job AND status = 'done';

-- name: say_of_batch
UPDATE batches SET reason = @reason WHERE number = @batch AND status = 'finished';
