WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      "at" AS "t",
      "wind" AS "v0",
      "rain" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "counts" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    count(*) AS "n",
    epoch_us(max("t")) AS "latest",
    leeway_tally("x0", 4e+00) AS "c0",
    leeway_tally_exponential("x1", 3.2e+01) AS "c1"
  FROM (
    SELECT
      "span" AS "span",
      "t" AS "t",
      CAST("v0" AS DOUBLE) AS "x0",
      CAST("v1" AS DOUBLE) AS "x1"
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
      unnest([0, 1]) AS "col",
      unnest(["c0", "c1"]) AS "list"
    FROM "counts"
  ) AS "l"
) AS "u"
UNION ALL
SELECT
  -2 AS "col",
  0 AS "span",
  0 AS "kind",
  CAST(floor(0e+00) AS BIGINT) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
  max("often") AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    count(*) AS "often",
    "id0" AS "id0",
    "id1" AS "id1",
    "id2" AS "id2"
  FROM (
    SELECT
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN ((epoch_us("at") - ?) // ?) END AS "id0",
      "id" AS "id1",
      "version" AS "id2"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?)) AND (NOT ("id" IS NULL))
  ) AS "r"
  GROUP BY 2, 3, 4
) AS "t"
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1362114000000000 1362891600000000 1362114000000000 86400000000 1362114000000000 1362891600000000]
