WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0"
  FROM (
    SELECT
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      "at" AS "t",
      "wind" AS "v0"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "counts" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    count(*) AS "n",
    epoch_us(max("t")) AS "latest",
    leeway_places("x0", 4e+00, 0e+00, 4e+01) AS "c0"
  FROM (
    SELECT
      "span" AS "span",
      "t" AS "t",
      CAST("v0" AS DOUBLE) AS "x0"
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
  CASE WHEN isfinite(struct_extract("e", 'key')) THEN struct_extract("e", 'kind') WHEN struct_extract("e", 'key') IS NULL THEN 1 ELSE 2 END AS "kind",
  CASE WHEN isfinite(struct_extract("e", 'key')) THEN CAST(floor(struct_extract("e", 'key')) AS BIGINT) ELSE 0 END AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
  struct_extract("e", 'n') AS "n",
  struct_extract("e", 'off') AS "off",
  struct_extract("e", 'off2') AS "off2"
FROM (
  SELECT
    "col" AS "col",
    "span" AS "span",
    unnest("list") AS "e"
  FROM (
    SELECT
      "span" AS "span",
      unnest([0]) AS "col",
      unnest(["c0"]) AS "list"
    FROM "counts"
  ) AS "l"
) AS "u"
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
