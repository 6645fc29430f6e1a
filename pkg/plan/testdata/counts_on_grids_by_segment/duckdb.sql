WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "s0" AS "s0",
    "s1" AS "s1",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      "at" AS "t",
      CASE WHEN "carrier" IS NULL THEN ? ELSE CAST("carrier" AS VARCHAR) END AS "s0",
      CASE WHEN "distance" IS NULL THEN ? WHEN (CAST("distance" AS DOUBLE) IS NULL) OR (NOT isfinite(CAST("distance" AS DOUBLE))) THEN ? WHEN CAST("distance" AS DOUBLE) < 5e+02 THEN ? WHEN CAST("distance" AS DOUBLE) < 1.5e+03 THEN ? ELSE ? END AS "s1",
      "wind" AS "v0",
      "rain" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?)) AND (isfinite(TRY_CAST("age" AS DOUBLE)) AND (TRY_CAST("age" AS DOUBLE) > ?)) AND ((CASE WHEN "version" IS NULL THEN ? ELSE CAST("version" AS VARCHAR) END) IN (?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "counts" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    "s0" AS "s0",
    "s1" AS "s1",
    count(*) AS "n",
    epoch_us(max("t")) AS "latest",
    leeway_tally("x0", 4e+00) AS "c0",
    leeway_tally_exponential("x1", 3.2e+01) AS "c1"
  FROM (
    SELECT
      "span" AS "span",
      "s0" AS "s0",
      "s1" AS "s1",
      "t" AS "t",
      CAST("v0" AS DOUBLE) AS "x0",
      CAST("v1" AS DOUBLE) AS "x1"
    FROM "base"
  ) AS "r"
  GROUP BY 1, 2, 3
)
SELECT
  -1 AS "col",
  "span" AS "span",
  "s0" AS "s0",
  "s1" AS "s1",
  0 AS "kind",
  "latest" AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
  "n" AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM "counts"
UNION ALL
SELECT
  "col" AS "col",
  "span" AS "span",
  "s0" AS "s0",
  "s1" AS "s1",
  64 AS "kind",
  CAST(floor(0e+00) AS BIGINT) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
  struct_extract("e", 'n') AS "n",
  struct_extract("e", 'key') AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "col" AS "col",
    "span" AS "span",
    "s0" AS "s0",
    "s1" AS "s1",
    unnest("list") AS "e"
  FROM (
    SELECT
      "span" AS "span",
      "s0" AS "s0",
      "s1" AS "s1",
      unnest([0, 1]) AS "col",
      unnest(["c0", "c1"]) AS "list"
    FROM "counts"
  ) AS "l"
) AS "u"
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 (missing) (missing) (invalid) <500 500..1500 >=1500 1362114000000000 1362891600000000 18 (missing) v1]
