-- What videos failed by in each minute (since 1970): else every failed try of a million jobs would have to be looked at.

CREATE TABLE batch_failures (
  batch INTEGER NOT NULL REFERENCES batches (number) ON DELETE CASCADE,
  minute INTEGER NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('row', 'transient', 'resource', 'encoder', 'ours')),
  failed INTEGER NOT NULL CHECK (failed > 0),
  PRIMARY KEY (batch, minute, cause)
) STRICT, WITHOUT ROWID;

-- Of earlier times those are known that are still failed. CROSS: batches first, each with its failed jobs.
INSERT INTO batch_failures (batch, minute, cause, failed)
SELECT jobs.batch, CAST(strftime('%s', attempts.ended_at) AS INTEGER) / 60, COALESCE(jobs.error_cause, 'ours'), count(*)
FROM batches CROSS JOIN jobs ON jobs.batch = batches.number AND jobs.status = 'failed'
  JOIN attempts ON attempts.job = jobs.id AND attempts.number = jobs.attempts AND attempts.ended_at IS NOT NULL
WHERE batches.failed > 0
GROUP BY 1, 2, 3;
