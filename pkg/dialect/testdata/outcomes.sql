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

-- postgres
WITH "labels" AS MATERIALIZED (
  SELECT
    "id" AS "id",
    row_number() OVER (PARTITION BY "id" ORDER BY CASE WHEN "predicted_at" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "predicted_at") * 1e+06::float8 AS bigint) WHEN "predicted_at" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "predicted_at") * 1000000 AS bigint) END DESC NULLS LAST) AS "row"
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
  CAST(NULL AS bigint) AS "n"
WHERE NOT (FALSE)
-- bound: []

-- mysql
WITH `labels` AS (
  SELECT
    `id` AS `id`,
    row_number() OVER (PARTITION BY `id` ORDER BY TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `predicted_at`) DESC) AS `row`
  FROM `odd"name`
)
SELECT
  count(DISTINCT `p`.`distance`) AS `n`
FROM `ml`.`predictions` AS `p`
LEFT JOIN (
  SELECT DISTINCT
    `id` AS `id`
  FROM `labels`
) AS `l` ON `p`.`id` = `l`.`id`
UNION ALL
SELECT
  CAST(NULL AS SIGNED) AS `n`
WHERE NOT (FALSE)
-- bound: []

-- clickhouse
WITH "labels" AS MATERIALIZED (
  SELECT
    "id" AS "id",
    row_number() OVER (PARTITION BY "id" ORDER BY toUnixTimestamp64Micro(toDateTime64("predicted_at", 6, 'UTC')) DESC NULLS LAST) AS "row"
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
  CAST(NULL AS Nullable(Int64)) AS "n"
WHERE NOT (FALSE)
-- bound: []

-- trino
WITH "labels" AS (
  SELECT
    "id" AS "id",
    row_number() OVER (PARTITION BY "id" ORDER BY TRY_CAST(round(to_unixtime(CAST("predicted_at" AS timestamp(6))) * 1e+06) AS bigint) DESC NULLS LAST) AS "row"
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
  CAST(NULL AS bigint) AS "n"
WHERE NOT (FALSE)
-- bound: []

