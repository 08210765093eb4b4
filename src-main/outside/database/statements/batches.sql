-- name: add_batch
-- A new batch; it is being prepared by this studio.
INSERT INTO batches (
  id, name, template_name, template_version, template_title, template_folder, template_hash,
  data, output_folder, languages, formats, quality, request, created_at, studio, status, reason
) VALUES (
  @id, @name, @templateName, @templateVersion, @templateTitle, @templateFolder, @templateHash,
  @data, @outputFolder, @languages, @formats, @quality, @request, @createdAt, @studio, 'preparing', @reason
);

-- name: batch_by_id
SELECT * FROM batches WHERE id = @id;

-- name: newest_batch
SELECT * FROM batches ORDER BY number DESC LIMIT 1;

-- name: batches_before
-- One page of the batches, newest first; @before is the number of the last one shown, or null.
SELECT * FROM batches WHERE @before IS NULL OR number < @before ORDER BY number DESC LIMIT @limit;

-- name: unfinished_batches
-- What some studio is working on, or was when it was lost.
SELECT * FROM batches WHERE status IN ('preparing', 'running') ORDER BY number;

-- name: change_batch
-- Only from the status that the change was decided on.
UPDATE batches SET
  status = @status, reason = @reason, finished_at = @finishedAt,
  error_code = @errorCode, error_message = @errorMessage, error_what_to_do = @errorWhatToDo
WHERE number = @number AND status = @from;

-- name: add_to_counts
UPDATE batches SET
  "rows" = "rows" + @rows, rejected_rows = rejected_rows + @rejectedRows, jobs = jobs + @jobs,
  waiting = waiting + @waiting, running = running + @running, done = done + @done,
  unchanged = unchanged + @unchanged, failed = failed + @failed
WHERE number = @number;

-- name: set_papers
-- Where the manifest and the rejected rows were written.
UPDATE batches SET manifest = @manifest, rejected = @rejected WHERE number = @number;

-- name: move_papers
-- A later batch of the same output folder moved what stood at @from.
UPDATE batches SET
  manifest = CASE manifest WHEN @from THEN @to ELSE manifest END,
  rejected = CASE rejected WHEN @from THEN @to ELSE rejected END,
  data = CASE data WHEN @from THEN @to ELSE data END
WHERE manifest = @from OR rejected = @from OR data = @from;

-- name: batch_of_rejected
-- The latest batch whose rejected rows were written there.
SELECT * FROM batches WHERE rejected = @path ORDER BY number DESC LIMIT 1;

-- name: add_event
INSERT INTO events (at, batch, job, previous, status, reason)
VALUES (@at, @batch, @job, @previous, @status, @reason);

-- name: events_of_batch
SELECT number, at, job, previous, status, reason FROM events
WHERE batch = @batch AND number > @after ORDER BY number LIMIT @limit;
