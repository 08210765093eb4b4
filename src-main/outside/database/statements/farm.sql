-- name: setting
SELECT value FROM settings WHERE name = @name;

-- name: set_setting
INSERT INTO settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: learnt
SELECT value FROM learnt WHERE name = @name;

-- name: set_learnt
INSERT INTO learnt (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: calibration
SELECT * FROM calibrations WHERE machine = @machine AND ffmpeg = @ffmpeg;

-- name: set_calibration
INSERT OR REPLACE INTO calibrations (machine, ffmpeg, at, processes, threads, tried)
VALUES (@machine, @ffmpeg, @at, @processes, @threads, @tried);

-- name: encoders
SELECT encoder, family, codec, status, reason, again_at AS againAt, sessions FROM hardware_encoders
WHERE machine = @machine AND ffmpeg = @ffmpeg ORDER BY encoder;

-- name: forget_encoders
DELETE FROM hardware_encoders WHERE machine = @machine AND ffmpeg = @ffmpeg;

-- name: set_encoder
INSERT OR REPLACE INTO hardware_encoders (machine, ffmpeg, encoder, family, codec, status, reason, again_at, sessions)
VALUES (@machine, @ffmpeg, @encoder, @family, @codec, @status, @reason, @againAt, @sessions);

-- name: add_forecast
INSERT INTO forecasts (batch, done_share, low, likely, high, worked_ms)
SELECT number, @doneShare, @low, @likely, @high, worked_ms FROM batches WHERE number = @batch;

-- name: end_forecasts
-- What came is the work since then.
UPDATE forecasts SET came = (
  (SELECT worked_ms FROM batches WHERE number = @batch) - forecasts.worked_ms
) / 1000.0
WHERE batch = @batch AND came IS NULL;

-- name: forecasts_of_batch
SELECT done_share, low, likely, high, came FROM forecasts WHERE batch = @batch AND came IS NOT NULL ORDER BY number;

-- name: past_forecasts
SELECT batches.id AS batch, done_share, low, likely, high, came
FROM forecasts JOIN batches ON batches.number = forecasts.batch
WHERE came IS NOT NULL ORDER BY forecasts.number DESC LIMIT @limit;
