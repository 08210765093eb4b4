-- name: samples_of_batch
SELECT samples.*, batches.id AS batch_id FROM samples JOIN batches ON batches.number = samples.batch
WHERE samples.batch = @batch AND samples.drawn = 1 ORDER BY samples.number DESC LIMIT 100;

-- name: sample
SELECT samples.*, batches.id AS batch_id FROM samples JOIN batches ON batches.number = samples.batch
WHERE samples.number = @sample AND samples.drawn = 1;

-- name: lots_of_template
-- The first sample of each batch of the same template, level and AQL: what was handed in again after it was mended doesn't count.
SELECT samples.*, batches.id AS batch_id FROM samples JOIN batches ON batches.number = samples.batch
WHERE samples.number IN (
  SELECT min(samples.number) FROM samples JOIN batches ON batches.number = samples.batch
  WHERE batches.template_name = (SELECT template_name FROM batches WHERE number = @batch)
    AND samples.drawn = 1 AND json_extract(samples.plan, '$.kind') = 'acceptance'
    AND json_extract(samples.plan, '$.level') = @level AND json_extract(samples.plan, '$.aql') = @aql
  GROUP BY samples.batch
)
ORDER BY samples.number;

-- name: stands_in_samples
-- Where the files stand that were drawn; of one that is another by now and was never judged, the other one.
SELECT sample_jobs.sample,
  CASE WHEN COALESCE(as_drawn.stands, 'open') <> 'open' THEN as_drawn.stands ELSE COALESCE(as_now.stands, 'open') END AS stands,
  count(*) AS videos
FROM sample_jobs JOIN jobs ON jobs.id = sample_jobs.job
  LEFT JOIN reviews AS as_drawn ON as_drawn.job = jobs.id AND as_drawn.sha256 = sample_jobs.sha256
  LEFT JOIN reviews AS as_now ON as_now.job = jobs.id AND as_now.sha256 = jobs.sha256
WHERE sample_jobs.sample IN (SELECT value FROM json_each(@samples))
GROUP BY 1, 2;

-- name: is_new_template
SELECT NOT EXISTS (
  SELECT 1 FROM batches AS earlier
  WHERE earlier.template_name = own.template_name AND earlier.template_version = own.template_version
    AND earlier.number < own.number AND earlier.done > 0
) AS is_new
FROM batches AS own WHERE own.number = @batch;

-- name: files_at_risk
SELECT jobs.row_number AS row, jobs.language, jobs.note IS NOT NULL AS fallback, reviews.verdict,
  COALESCE(reviews.risk, 0) AS known
FROM jobs LEFT JOIN reviews ON reviews.job = jobs.id AND reviews.sha256 = jobs.sha256
WHERE jobs.batch = @batch AND jobs.status = 'done' ORDER BY jobs.id;

-- name: rows_of_batch
SELECT number, "values", by_language FROM "rows" WHERE batch = @batch;
