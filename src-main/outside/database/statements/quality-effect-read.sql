-- name: past_videos
-- Files that were inspected, the newest jobs first: those that lie there, and those that people judged before another one took their
-- place. What a former one was held against is not known here.
SELECT found.job, found.sha256, found.people, found.former, batches.id AS batch, jobs.path, jobs.row_key, jobs.language, jobs.format
FROM (
  SELECT inspections.job, inspections.sha256, 0 AS former,
    CASE WHEN reviews.rejections > 0 THEN 'rejected' WHEN reviews.approvals > 0 THEN 'approved' END AS people
  FROM inspections LEFT JOIN reviews ON reviews.job = inspections.job AND reviews.sha256 = inspections.sha256
  WHERE @batch IS NOT NULL OR inspections.profile = @profile
  UNION ALL
  SELECT reviews.job, reviews.sha256, 1, CASE WHEN reviews.rejections > 0 THEN 'rejected' ELSE 'approved' END
  FROM reviews JOIN jobs ON jobs.id = reviews.job
  WHERE reviews.sha256 IS NOT jobs.sha256 AND reviews.verdict IS NOT NULL AND (reviews.rejections > 0 OR reviews.approvals > 0)
) AS found JOIN jobs ON jobs.id = found.job JOIN batches ON batches.number = jobs.batch
WHERE (found.former OR jobs.sha256 = found.sha256) AND (@batch IS NULL OR jobs.batch = @batch)
ORDER BY found.job DESC LIMIT @limit;
