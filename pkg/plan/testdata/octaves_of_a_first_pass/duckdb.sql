WITH "base" AS NOT MATERIALIZED (
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
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "counts" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    count(*) AS "n",
    epoch_us(max("t")) AS "latest",
    leeway_octaves("x0") AS "c0",
    leeway_octaves("x1") AS "c1",
    leeway_octaves("x2") AS "c2",
    leeway_octaves(CASE WHEN ("x3" IS NULL) AND (NOT "absent3") THEN pow(2e+00, 1.024e+03) ELSE "x3" END) AS "c3"
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
  CASE WHEN (struct_extract("e", 'key') IS NULL) OR (struct_extract("e", 'key') = 2.5e-01) THEN 1 WHEN isfinite(struct_extract("e", 'key')) AND (struct_extract("e", 'key') <> 5e-01) THEN CASE WHEN struct_extract("e", 'kind') <> 0 THEN 32 ELSE 0 END ELSE 2 END AS "kind",
  CASE WHEN isfinite(struct_extract("e", 'key')) AND (struct_extract("e", 'key') <> 5e-01) THEN CAST(floor(struct_extract("e", 'key')) AS BIGINT) ELSE 0 END AS "cell",
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
      unnest([0, 1, 2, 3]) AS "col",
      unnest(["c0", "c1", "c2", "c3"]) AS "list"
    FROM "counts"
  ) AS "l"
) AS "u"
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
