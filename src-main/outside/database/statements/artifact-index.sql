-- Statements of the index in a folder of artifacts (artifact-index.sql beside this folder).

-- name: begin
INSERT INTO state (one, opening, clock, bytes, policy, sealed_at) VALUES (1, 1, 0, 0, @policy, NULL)
ON CONFLICT DO UPDATE SET opening = opening + 1, policy = @policy, sealed_at = NULL;

-- name: state
SELECT opening, clock, bytes, policy, sealed_at FROM state;

-- name: seal
UPDATE state SET sealed_at = @at, policy = @policy;

-- name: find
SELECT extension, bytes, modified, sha256, frames, facts, checksum, opening FROM artifacts WHERE hash = @hash;

-- name: put
INSERT INTO artifacts (hash, extension, bytes, modified, sha256, frames, facts, checksum, used, opening)
VALUES (@hash, @extension, @bytes, @modified, @sha256, @frames, @facts, @checksum,
  (SELECT clock FROM state), (SELECT opening FROM state));

-- name: remove
DELETE FROM artifacts WHERE hash = @hash;

-- name: tick
UPDATE state SET clock = clock + 1;

-- name: touch
UPDATE artifacts SET used = (SELECT clock FROM state) WHERE hash = @hash;

-- name: longest_unused
SELECT hash, extension, used FROM artifacts WHERE used > @after ORDER BY used LIMIT @limit;
