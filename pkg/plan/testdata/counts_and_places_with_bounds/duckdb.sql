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
    leeway_tally(CAST("cell0" AS DOUBLE), "kind0", floor(("f0" * 1.048576e+06) + 5e-01), floor((("f0" * "f0") * 1.048576e+06) + 5e-01)) AS "c0"
  FROM (
    SELECT
      "span" AS "span",
      "t" AS "t",
      "kind0" AS "kind0",
      CAST(floor("u0") AS BIGINT) AS "cell0",
      "u0" - CAST(floor("u0") AS BIGINT) AS "f0"
    FROM (
      SELECT
        "span" AS "span",
        "t" AS "t",
        "kind0" AS "kind0",
        "x0" AS "x0",
        CASE WHEN "x0" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x0" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x0" * 4e+00 END AS "u0"
      FROM (
        SELECT
          "span" AS "span",
          "t" AS "t",
          CASE WHEN isfinite("x0") THEN CAST(CASE WHEN "x0" = 0e+00 THEN 8 ELSE 0 END AS BIGINT) + (CASE WHEN ("x0" < 0e+00) OR ("x0" > 4e+01) THEN 16 ELSE 0 END) WHEN "absent0" THEN 1 ELSE 2 END AS "kind0",
          CASE WHEN isfinite("x0") THEN "x0" ELSE 0e+00 END AS "x0"
        FROM (
          SELECT
            "span" AS "span",
            "t" AS "t",
            CAST("v0" AS DOUBLE) AS "x0",
            "v0" IS NULL AS "absent0"
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
      unnest([0]) AS "col",
      unnest(["c0"]) AS "list"
    FROM "counts"
  ) AS "l"
) AS "u"
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
