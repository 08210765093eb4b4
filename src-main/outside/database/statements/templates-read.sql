-- name: uses_of_templates
-- Batches by the name of their template, whichever version.
SELECT
  uses.template, uses.batches, uses.unfinished, uses.running,
  latest.id AS lastBatch, latest.name AS lastName, latest.created_at AS lastAt
FROM (
  SELECT
    template_name AS template, count(*) AS batches, max(number) AS number,
    sum(status IN ('preparing', 'waiting', 'running', 'paused', 'interrupted')) AS unfinished,
    sum(status IN ('preparing', 'running')) AS running
  FROM batches GROUP BY template_name
) AS uses JOIN batches AS latest ON latest.number = uses.number
ORDER BY uses.template;
