-- name: add_row
INSERT INTO "rows" (batch, number, line, key, "values", by_language)
VALUES (@batch, @number, @line, @key, @values, @byLanguage);

-- name: row_by_number
SELECT * FROM "rows" WHERE batch = @batch AND number = @number;

-- name: add_rejected
INSERT INTO rejected (batch, row_number, line, key, "column", value, rule, message, what_to_do)
VALUES (@batch, @rowNumber, @line, @key, @column, @value, @rule, @message, @whatToDo);

-- name: rejected_after
-- One page of the faults of rows that were set aside, in the order of the table.
SELECT * FROM rejected WHERE batch = @batch AND number > @after ORDER BY number LIMIT @limit;

-- name: rejected_row
-- The faults of one record; none when it passed.
SELECT * FROM rejected WHERE batch = @batch AND row_number = @rowNumber ORDER BY number;

-- name: drop_rows
DELETE FROM "rows" WHERE batch = @batch AND number IN (
  SELECT number FROM "rows" WHERE batch = @batch ORDER BY number LIMIT @limit
);

-- name: drop_rejected
DELETE FROM rejected WHERE batch = @batch;
