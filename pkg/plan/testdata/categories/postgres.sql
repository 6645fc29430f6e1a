WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      "carrier" AS "v0",
      "late" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp)
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  "cat" AS "cat",
  CAST(sum("often") AS bigint) AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    CASE WHEN "v" IS NULL THEN 1 WHEN "v" = ANY($8::text[]) THEN 0 WHEN "v" = ANY($9::text[]) THEN 3 ELSE 4 END AS "kind",
    CASE WHEN "v" = ANY($10::text[]) THEN "v" ELSE CAST(NULL AS text) END AS "cat"
  FROM (
    SELECT
      "span" AS "span",
      "v" AS "v",
      count(*) AS "often"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS text) COLLATE "C" AS "v"
      FROM "base"
    ) AS "t"
    GROUP BY 1, 2
  ) AS "r"
) AS "k"
GROUP BY 2, 3, 5
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  "cat" AS "cat",
  CAST(sum("often") AS bigint) AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    CASE WHEN "v" IS NULL THEN 1 WHEN (CAST("v" AS text) COLLATE "C") = ANY($11::text[]) THEN 0 WHEN FALSE THEN 3 ELSE 4 END AS "kind",
    CASE WHEN (CAST("v" AS text) COLLATE "C") = ANY($12::text[]) THEN CAST("v" AS text) COLLATE "C" ELSE CAST(NULL AS text) END AS "cat"
  FROM (
    SELECT
      "span" AS "span",
      "v" AS "v",
      count(*) AS "often"
    FROM (
      SELECT
        "span" AS "span",
        "v1" AS "v"
      FROM "base"
    ) AS "t"
    GROUP BY 1, 2
  ) AS "r"
) AS "k"
GROUP BY 2, 3, 5
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  CASE WHEN max("t") BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', max("t")) * 1e+06::float8 AS bigint) WHEN max("t") BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM max("t")) * 1000000 AS bigint) END AS "cell",
  CAST(NULL AS text) AS "cat",
  count(*) AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "t" AS "t"
  FROM "base"
  OFFSET CAST('0' AS BIGINT)
) AS "r"
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC [AA UA] [DL] [AA UA] [true] [true]]
