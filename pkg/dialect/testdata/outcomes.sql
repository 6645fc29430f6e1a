-- duckdb
WITH "labels" AS MATERIALIZED (
  SELECT
    "id" AS "id",
    row_number() OVER (PARTITION BY "id" ORDER BY epoch_us("predicted_at") DESC NULLS LAST) AS "row"
  FROM "odd""name"
)
SELECT
  count(DISTINCT "p"."distance") AS "n"
FROM "ml"."predictions" AS "p"
LEFT JOIN (
  SELECT DISTINCT
    "id" AS "id"
  FROM "labels"
) AS "l" ON "p"."id" = "l"."id"
UNION ALL
SELECT
  CAST(NULL AS BIGINT) AS "n"
WHERE NOT (FALSE)
-- bound: []

