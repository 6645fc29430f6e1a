WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1",
    "v2" AS "v2",
    "v3" AS "v3",
    "v4" AS "v4"
  FROM (
    SELECT
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      "at" AS "t",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3",
      "score" AS "v4"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "counts" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    count(*) AS "n",
    epoch_us(max("t")) AS "latest",
    leeway_places("x0", 4e+00) AS "c0",
    leeway_places_exponential("x1", 3.2e+01) AS "c1",
    leeway_places("x2", 1e+00) AS "c2",
    leeway_places(CASE WHEN ("x3" IS NULL) AND (NOT "absent3") THEN pow(2e+00, 1.024e+03) ELSE "x3" END, 4e+00) AS "c3",
    leeway_tally(CAST("cell4" AS DOUBLE), "kind4", floor(("f4" * 1.048576e+06) + 5e-01), floor((("f4" * "f4") * 1.048576e+06) + 5e-01)) AS "c4"
  FROM (
    SELECT
      "span" AS "span",
      "t" AS "t",
      "x0" AS "x0",
      "x1" AS "x1",
      "x2" AS "x2",
      "x3" AS "x3",
      "absent3" AS "absent3",
      "kind4" AS "kind4",
      CAST(floor("u4") AS BIGINT) AS "cell4",
      "x4" AS "f4"
    FROM (
      SELECT
        "span" AS "span",
        "t" AS "t",
        "x0" AS "x0",
        "x1" AS "x1",
        "x2" AS "x2",
        "x3" AS "x3",
        "absent3" AS "absent3",
        "kind4" AS "kind4",
        "x4" AS "x4",
        CASE WHEN "x4" <= 1e-300 THEN (-5.6e+02) WHEN "x4" >= 1e+00 THEN 5.6e+02 ELSE least(greatest(1.6e+01 * ln("x4" / (1e+00 - "x4")), (-5.6e+02)), 5.6e+02) END AS "u4"
      FROM (
        SELECT
          "span" AS "span",
          "t" AS "t",
          "x0" AS "x0",
          "x1" AS "x1",
          "x2" AS "x2",
          "x3" AS "x3",
          "absent3" AS "absent3",
          CASE WHEN isfinite("x4") AND ("x4" >= (-1e-06)) AND ("x4" <= 1.000001e+00) THEN CASE WHEN "x4" = 0e+00 THEN 8 ELSE 0 END WHEN "absent4" THEN 1 ELSE 2 END AS "kind4",
          CASE WHEN isfinite("x4") AND ("x4" >= (-1e-06)) AND ("x4" <= 1.000001e+00) THEN "x4" ELSE 5e-01 END AS "x4"
        FROM (
          SELECT
            "span" AS "span",
            "t" AS "t",
            CAST("v0" AS DOUBLE) AS "x0",
            CAST("v1" AS DOUBLE) AS "x1",
            CAST("v2" AS DOUBLE) AS "x2",
            TRY_CAST("v3" AS DOUBLE) AS "x3",
            "v3" IS NULL AS "absent3",
            CAST("v4" AS DOUBLE) AS "x4",
            "v4" IS NULL AS "absent4"
          FROM "base"
        ) AS "r"
      ) AS "r"
    ) AS "r"
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
      unnest([0, 1, 2, 3]) AS "col",
      unnest(["c0", "c1", "c2", "c3"]) AS "list"
    FROM "counts"
  ) AS "l"
) AS "u"
UNION ALL
SELECT
  "col" AS "col",
  "span" AS "span",
  struct_extract("e", 'kind') AS "kind",
  CAST(floor(struct_extract("e", 'key')) AS BIGINT) AS "cell",
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
      unnest([4]) AS "col",
      unnest(["c4"]) AS "list"
    FROM "counts"
  ) AS "l"
) AS "u"
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
