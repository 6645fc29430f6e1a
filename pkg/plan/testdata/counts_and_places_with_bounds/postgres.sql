WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0"
  FROM (
    SELECT
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      "wind" AS "v0"
    FROM "ml"."log"
    WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp)
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  CAST(NULL AS text) AS "cat",
  count(*) AS "n",
  CAST(CAST(sum(CAST(floor(("f" * 1.048576e+06::float8) + 5e-01::float8) AS bigint)) AS bigint) AS float8) AS "off",
  CAST(CAST(sum(CAST(floor(((CASE WHEN abs("f") <= 2.2227587494850775e-162::float8 THEN 0e+00::float8 ELSE "f" * "f" END) * 1.048576e+06::float8) + 5e-01::float8) AS bigint)) AS bigint) AS float8) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    CAST(floor("u") AS bigint) AS "cell",
    "u" - CAST(floor("u") AS bigint) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" > 2.251799813685248e+15::float8 THEN 9.007199254740992e+15::float8 WHEN "x" < (-2.251799813685248e+15)::float8 THEN (-9.007199254740992e+15)::float8 ELSE "x" * 4e+00::float8 END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN abs("x") < 'Infinity'::float8 THEN CAST(CASE WHEN "x" = 0e+00::float8 THEN 8 ELSE 0 END AS bigint) + (CASE WHEN ("x" < 0e+00::float8) OR ("x" > 4e+01::float8) THEN 16 ELSE 0 END) WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN abs("x") < 'Infinity'::float8 THEN "x" ELSE 0e+00::float8 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          CAST("v0" AS float8) AS "x",
          "v0" IS NULL AS "absent"
        FROM "base"
      ) AS "r"
    ) AS "s"
  ) AS "p"
) AS "c"
GROUP BY 2, 3, 4
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
