-- Review packages that went out, and what was said of their videos.

-- name: add_package
INSERT INTO review_packages (id, batch, made_at, facts) VALUES (@id, @batch, @madeAt, @facts)

-- name: package
SELECT review_packages.id, batches.id AS batch, made_at, facts
FROM review_packages JOIN batches ON batches.number = review_packages.batch
WHERE review_packages.id = @id

-- name: packages_of_batch
SELECT id, made_at, facts ->> 'reviewer' AS reviewer, json_array_length(facts, '$.items') AS videos
FROM review_packages WHERE batch = @batch
ORDER BY number DESC LIMIT 500

-- name: came_back
-- By package and reviewer, of one batch.
SELECT package, MIN(reviewer) AS reviewer, COUNT(*) AS decisions
FROM decisions WHERE batch = @batch AND package IS NOT NULL AND undone_at IS NULL
GROUP BY package, person

-- name: said_of_jobs
SELECT * FROM decisions WHERE job IN (SELECT value FROM json_each(@jobs)) ORDER BY number

-- name: remarked_of_jobs
SELECT * FROM comments WHERE job IN (SELECT value FROM json_each(@jobs)) ORDER BY number

-- name: files_of_jobs
SELECT jobs.id, jobs.path, jobs.sha256
FROM jobs JOIN batches ON batches.number = jobs.batch
WHERE jobs.id IN (SELECT value FROM json_each(@jobs)) AND batches.id = @batch
