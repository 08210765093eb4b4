-- name: queued_batches
-- Batches that are not over, in the order in which they are served.
SELECT * FROM batches_as_shown WHERE status IN ('preparing', 'waiting', 'running', 'paused', 'interrupted')
ORDER BY priority, rank, number LIMIT @limit;

-- name: queued_of_priority
SELECT number, rank FROM batches
WHERE status IN ('preparing', 'waiting', 'running', 'paused', 'interrupted') AND priority = @priority
ORDER BY priority, rank, number;

-- name: priority_of
SELECT priority FROM batches WHERE number = @number;

-- name: set_rank
UPDATE batches SET rank = @rank WHERE number = @number;

-- name: set_priority
UPDATE batches SET priority = @priority WHERE number = @number;

-- name: set_deadline
UPDATE batches SET deadline = @deadline WHERE number = @number;

-- name: set_start_at
UPDATE batches SET start_at = @startAt WHERE number = @number;

-- name: set_keep_going
UPDATE batches SET keep_going = @keepGoing WHERE number = @number;

-- name: approve
-- The first approval stays.
UPDATE batches SET approved_at = COALESCE(approved_at, @at) WHERE number = @number;

-- name: withdraw_approval
UPDATE batches SET approved_at = NULL WHERE number = @number;

-- name: drop_after
DELETE FROM batch_after WHERE batch = @batch;

-- name: add_after
-- Approval is the stronger wish.
INSERT INTO batch_after (batch, "after", approval) VALUES (@batch, @after, @approval)
ON CONFLICT (batch, "after") DO UPDATE SET approval = max(approval, excluded.approval);

-- name: waits_for_itself
-- Whether a batch waits for itself, by way of others.
WITH RECURSIVE earlier (number) AS (
  SELECT "after" FROM batch_after WHERE batch = @batch
  UNION
  SELECT batch_after."after" FROM batch_after JOIN earlier ON batch_after.batch = earlier.number
)
SELECT 1 AS yes FROM earlier WHERE number = @batch;

-- name: still_waits_for
-- Batches that it waits for and that are not finished yet, or not approved of.
SELECT others.id, others.name, others.status, others.approved_at, batch_after.approval
FROM batch_after JOIN batches AS others ON others.number = batch_after."after"
WHERE batch_after.batch = @batch
  AND (others.status <> 'finished' OR (batch_after.approval = 1 AND others.approved_at IS NULL))
ORDER BY others.number;

-- name: batches_waiting_for
SELECT waiters.id FROM batch_after JOIN batches AS waiters ON waiters.number = batch_after.batch
WHERE batch_after."after" = @batch ORDER BY waiters.number;

-- name: begin_pilot
-- Its last job is that of the last of its first @rows rows.
UPDATE batches SET pilot_rank = (
  SELECT max(rank) FROM jobs WHERE batch = @number AND row_number <= (
    SELECT max(number) FROM (SELECT number FROM "rows" WHERE batch = @number ORDER BY number LIMIT @rows)
  )
)
WHERE number = @number;

-- name: end_pilot
UPDATE batches SET pilot_rank = NULL, pilot_over = 1 WHERE number = @number;

-- name: pilot_left
-- Whether a job of the pilot is still to come or under way.
SELECT
  EXISTS (SELECT 1 FROM jobs WHERE batch = @batch AND status = 'running' AND rank <= @upTo)
  OR EXISTS (SELECT 1 FROM jobs WHERE batch = @batch AND status = 'waiting' AND not_before IS NULL
             AND priority IS NULL AND rank <= @upTo)
  OR EXISTS (SELECT 1 FROM jobs WHERE batch = @batch AND status = 'waiting' AND not_before IS NULL
             AND priority BETWEEN 0 AND 3 AND rank <= @upTo)
  OR EXISTS (SELECT 1 FROM jobs WHERE batch = @batch AND status = 'waiting' AND not_before IS NOT NULL
             AND rank <= @upTo) AS "left";
