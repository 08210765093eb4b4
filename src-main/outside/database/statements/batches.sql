-- name: add_batch
-- A new batch, at the end of its queue; it is being prepared by this studio.
INSERT INTO batches (
  id, name, template_name, template_version, template_title, template_folder, template_hash,
  data, output_folder, languages, formats, quality, identity, created_at, studio, status, reason,
  priority, rank, deadline, start_at, keep_going, pilot
)
SELECT
  @id, @name, @templateName, @templateVersion, @templateTitle, @templateFolder, @templateHash,
  @data, @outputFolder, @languages, @formats, @quality, @identity, @createdAt, @studio, 'preparing', @reason,
  @priority, max(COALESCE(max(rank), 0), COALESCE(max(number), 0)) + 1, @deadline, @startAt, @keepGoing,
  @pilot
FROM batches;

-- name: add_request
INSERT INTO batch_requests (batch, request) VALUES (@batch, @request);

-- name: request_of
SELECT request FROM batch_requests WHERE batch = @batch;

-- name: batch_by_id
SELECT * FROM batches_as_shown WHERE id = @id;

-- name: newest_batch
SELECT * FROM batches_as_shown ORDER BY number DESC LIMIT 1;

-- name: batches_before
-- One page of the batches, newest first, below number @before.
SELECT * FROM batches_as_shown WHERE number < @before ORDER BY number DESC LIMIT @limit;

-- name: lost_batches
-- What another studio prepared or ran when it was lost: it is alone in its folder, so it is no more.
SELECT * FROM batches_as_shown WHERE status IN ('preparing', 'running') AND studio <> @studio ORDER BY number;

-- name: newest_of_request
-- The latest batch of the same request into the same folder.
SELECT * FROM batches_as_shown WHERE identity = @identity AND output_folder = @outputFolder
ORDER BY number DESC LIMIT 1;

-- name: change_batch
-- Only from the status that the change was decided on. Who prepares it or runs it is this studio.
UPDATE batches SET
  status = @status, reason = @reason, by_whom = @byWhom, finished_at = @finishedAt,
  error_code = @errorCode, error_message = @errorMessage, error_what_to_do = @errorWhatToDo, error_cause = @errorCause,
  studio = CASE WHEN @status IN ('preparing', 'running') THEN @studio ELSE studio END,
  prepared = max(prepared, @prepared),
  seen_made = CASE @afresh WHEN 1 THEN 0 ELSE seen_made END,
  seen_unchanged = CASE @afresh WHEN 1 THEN 0 ELSE seen_unchanged END,
  seen_failed = CASE @afresh WHEN 1 THEN 0 ELSE seen_failed END,
  tidied_at = NULL
WHERE number = @number AND status = @from;

-- name: add_to_counts
UPDATE batches SET
  "rows" = "rows" + @rows, rejected_rows = rejected_rows + @rejectedRows, jobs = jobs + @jobs,
  waiting = waiting + @waiting, running = running + @running, paused = paused + @paused, done = done + @done,
  unchanged = unchanged + @unchanged, failed = failed + @failed, skipped = skipped + @skipped,
  cancelled = cancelled + @cancelled,
  seen_made = seen_made + @seenMade, seen_unchanged = seen_unchanged + @seenUnchanged,
  seen_failed = seen_failed + @seenFailed
WHERE number = @number;

-- name: forget_counts
-- Of a batch that is prepared anew.
UPDATE batches SET
  "rows" = 0, rejected_rows = 0, jobs = 0, waiting = 0, running = 0, paused = 0, done = 0, unchanged = 0, failed = 0,
  skipped = 0, cancelled = 0, verdict_pass = 0, verdict_warn = 0, verdict_fail = 0, prepared = 0, pilot_rank = NULL, studio = @studio
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
SELECT * FROM batches_as_shown WHERE rejected = @path ORDER BY number DESC LIMIT 1;

-- name: add_worked
UPDATE batches SET worked_ms = worked_ms + @milliseconds WHERE number = @number;

-- name: add_event
INSERT INTO events (batch, number, at, job, jobs, previous, status, reason)
SELECT @batch, COALESCE(max(number), 0) + 1, @at, @job, @jobs, @previous, @status, @reason
FROM events WHERE batch = @batch;

-- name: last_event
SELECT max(number) AS number FROM events WHERE batch = @batch;

-- name: add_to_event
UPDATE events SET jobs = jobs + @jobs WHERE batch = @batch AND number = @number;

-- name: events_of_batch
SELECT number, at, job, jobs, previous, status, reason FROM events
WHERE batch = @batch AND number > @after ORDER BY number LIMIT @limit;

-- name: changes_of_batch
-- What happened to the batch as a whole.
SELECT at, status, reason FROM events WHERE batch = @batch AND job IS NULL AND jobs IS NULL ORDER BY number;
