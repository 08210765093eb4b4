-- name: unit_of_job
SELECT * FROM units WHERE job = @job AND kind = @kind AND hash = @hash;

-- name: unit_by_number
SELECT units.*, batches.id AS batch_id
FROM units JOIN jobs ON jobs.id = units.job JOIN batches ON batches.number = jobs.batch
WHERE units.number = @unit;

-- name: add_unit
INSERT INTO units (job, kind, hash, label, position, status, reason)
VALUES (@job, @kind, @hash, @label, @position, 'waiting', 'Waits for a slot.');

-- name: change_unit
-- Only from the status that the change was decided on.
UPDATE units SET
  status = @status, reason = @reason, tries = @tries, attempts = @attempts,
  error_code = @errorCode, error_message = @errorMessage, error_what_to_do = @errorWhatToDo, error_cause = @errorCause
WHERE number = @unit AND status = @from;

-- name: units_of_job
SELECT units.*, batches.id AS batch_id
FROM units JOIN jobs ON jobs.id = units.job JOIN batches ON batches.number = jobs.batch
WHERE units.job = @job ORDER BY units.position, units.number;

-- name: freshen_units_of_job
-- A person wants another try: all of them are to be had again.
UPDATE units SET
  status = 'waiting', reason = 'To be made once more.', tries = 0,
  error_code = NULL, error_message = NULL, error_what_to_do = NULL, error_cause = NULL
WHERE job = @job AND (status = 'failed' OR (status = 'waiting' AND tries > 0));

-- name: freshen_units_of_batch
-- The same for the first jobs of one status.
UPDATE units SET
  status = 'waiting', reason = 'To be made once more.', tries = 0,
  error_code = NULL, error_message = NULL, error_what_to_do = NULL, error_cause = NULL
WHERE job IN (SELECT id FROM jobs WHERE batch = @batch AND status = @from ORDER BY id LIMIT @limit)
  AND (status = 'failed' OR (status = 'waiting' AND tries > 0));

-- name: add_studio
INSERT INTO studios (name, machine) VALUES (@name, @machine)
ON CONFLICT (name) DO UPDATE SET machine = excluded.machine
RETURNING number;

-- name: begin_unit_attempt
INSERT INTO unit_attempts (unit, number, studio, begun_at, expected_bytes, encoder)
VALUES (@unit, @number, @studio, @at, @expectedBytes, @encoder);

-- name: end_unit_attempt
UPDATE unit_attempts SET
  ended_at = @at, "end" = @end, reason = @reason,
  error_code = @errorCode, error_what_to_do = @errorWhatToDo, error_cause = @errorCause,
  exit = @exit, milliseconds = @milliseconds, cpu_ms = @cpuMilliseconds, peak_bytes = @peakBytes,
  encoder = COALESCE(@encoder, encoder)
WHERE unit = @unit AND number = @number AND ended_at IS NULL;

-- name: add_details
INSERT INTO attempt_details (unit, number, details) VALUES (@unit, @number, @details);

-- name: attempts_of_unit
SELECT unit_attempts.*, studios.name AS studio_name, studios.machine, attempt_details.details
FROM unit_attempts JOIN studios ON studios.number = unit_attempts.studio
  LEFT JOIN attempt_details
    ON attempt_details.unit = unit_attempts.unit AND attempt_details.number = unit_attempts.number
WHERE unit_attempts.unit = @unit ORDER BY unit_attempts.number;

-- name: add_program
INSERT INTO programs (unit, number, pid, started_at) VALUES (@unit, @number, @pid, @startedAt);

-- name: forget_programs
DELETE FROM programs WHERE unit = @unit;

-- name: lost_programs
-- What may still run of other studios: they are no more.
SELECT programs.unit, programs.number AS attempt, programs.pid, programs.started_at AS startedAt,
  studios.name AS studio, studios.machine, batches.id AS batch, units.job
FROM programs
  JOIN unit_attempts ON unit_attempts.unit = programs.unit AND unit_attempts.number = programs.number
  JOIN studios ON studios.number = unit_attempts.studio
  JOIN units ON units.number = programs.unit
  JOIN jobs ON jobs.id = units.job JOIN batches ON batches.number = jobs.batch
WHERE studios.name <> @studio;

-- name: lost_units
-- A unit runs only while its job does. CROSS: batches first, they are few.
SELECT units.*, batches.id AS batch_id
FROM batches CROSS JOIN jobs ON jobs.batch = batches.number AND jobs.status = 'running'
  CROSS JOIN units ON units.job = jobs.id AND units.status = 'running'
  LEFT JOIN unit_attempts ON unit_attempts.unit = units.number AND unit_attempts.number = units.attempts
  LEFT JOIN studios ON studios.number = unit_attempts.studio
WHERE batches.running > 0 AND COALESCE(studios.name, '') <> @studio;

-- name: note_unit_in_minute
INSERT INTO batch_minutes (batch, minute, units, retries, cpu_ms)
SELECT jobs.batch, @minute, @units, @retries, @cpuMilliseconds
FROM units JOIN jobs ON jobs.id = units.job WHERE units.number = @unit
ON CONFLICT (batch, minute) DO UPDATE SET
  units = units + excluded.units, retries = retries + excluded.retries, cpu_ms = cpu_ms + excluded.cpu_ms;
