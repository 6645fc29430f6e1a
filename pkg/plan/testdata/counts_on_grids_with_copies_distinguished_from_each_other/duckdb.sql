WITH "base" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1",
    "v2" AS "v2",
    "v3" AS "v3"
  FROM (
    SELECT
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      "at" AS "t",
      CASE WHEN "id" IS NULL THEN 1 ELSE row_number() OVER (PARTITION BY CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN ((epoch_us("at") - ?) // ?) END, "id", "version" ORDER BY epoch_us("at") NULLS LAST) END AS "copy",
      TRUE AS "kept",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE (NOT ("span" IS NULL)) AND ("copy" = 1) AND "kept"
), "counts" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    count(*) AS "n",
    epoch_us(max("t")) AS "latest",
    leeway_tally("x0", 4e+00) AS "c0",
    leeway_tally_exponential("x1", 3.2e+01) AS "c1",
    leeway_tally("x2", 1e+00) AS "c2",
    leeway_tally(CASE WHEN ("x3" IS NULL) AND (NOT "absent3") THEN 5e-01 ELSE floor(("x3" * 4e+00) + ("x3" * 0e+00)) END) AS "c3"
  FROM (
    SELECT
      "span" AS "span",
      "t" AS "t",
      CAST("v0" AS DOUBLE) AS "x0",
      CAST("v1" AS DOUBLE) AS "x1",
      CAST("v2" AS DOUBLE) AS "x2",
      TRY_CAST("v3" AS DOUBLE) AS "x3",
      "v3" IS NULL AS "absent3"
    FROM "base"
  ) AS "r"
  GROUP BY 1
)
SELECT
  -1 AS "col",
  "span" AS "span",
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
    unnest("list") AS "e"
  FROM (
    SELECT
      "span" AS "span",
      unnest([0, 1, 2, 3]) AS "col",
      unnest(["c0", "c1", "c2", "c3"]) AS "list"
    FROM "counts"
  ) AS "l"
) AS "u"
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1362114000000000 86400000000 1362114000000000 1362891600000000]
