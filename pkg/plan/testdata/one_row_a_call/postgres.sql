WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "call0" AS "call0",
    "v1" AS "v1",
    "call1" AS "call1"
  FROM (
    SELECT
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      CASE WHEN "at" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "at") * 1e+06::float8 AS bigint) WHEN "at" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "at") * 1000000 AS bigint) END AS "t",
      "wind" AS "v0",
      "call" AS "call0",
      "rain" AS "v1",
      "call" AS "call1"
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
        CASE WHEN abs("x") < 'Infinity'::float8 THEN CASE WHEN "x" = 0e+00::float8 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN abs("x") < 'Infinity'::float8 THEN "x" ELSE 0e+00::float8 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          "x" AS "x",
          "absent" AS "absent"
        FROM (
          SELECT
            "span" AS "span",
            CAST("v0" AS float8) AS "x",
            "v0" IS NULL AS "absent",
            row_number() OVER (PARTITION BY "span", "call0" ORDER BY "t" NULLS LAST, "v0" NULLS LAST) AS "nth"
          FROM "base"
        ) AS "b"
        WHERE "nth" = 1
      ) AS "r"
    ) AS "s"
  ) AS "p"
) AS "c"
GROUP BY 2, 3, 4
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  CASE WHEN ("key" IS NULL) OR ("key" = 2.5e-01::float8) THEN 1 WHEN (abs("key") < 'Infinity'::float8) AND ("key" <> 5e-01::float8) THEN CASE WHEN "part" > 0e+00::float8 THEN 32 ELSE 0 END ELSE 2 END AS "kind",
  CASE WHEN (abs("key") < 'Infinity'::float8) AND ("key" <> 5e-01::float8) THEN CAST(floor("key") AS bigint) ELSE 0 END AS "cell",
  CAST(NULL AS text) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    count(*) AS "n",
    sum("y") AS "off",
    sum("y" * "y") AS "off2",
    max("part") AS "part"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN "x" > 0e+00::float8 THEN floor(((ln("x") / 6.931471805599453e-01::float8)) + 9.5367431640625e-07::float8) + 1.048576e+06::float8 WHEN "x" < 0e+00::float8 THEN 0e+00::float8 - (floor(((ln(0e+00::float8 - "x") / 6.931471805599453e-01::float8)) + 9.5367431640625e-07::float8) + 1.048576e+06::float8) ELSE "x" * 0e+00::float8 END AS "key",
      CASE WHEN (abs("x") >= 3.8725919148493183e-121::float8) AND (abs("x") <= 2.5822498780869086e+120::float8) THEN "x" ELSE 0e+00::float8 END AS "y",
      "x" - floor("x") AS "part"
    FROM (
      SELECT
        "span" AS "span",
        "x" AS "x",
        "absent" AS "absent"
      FROM (
        SELECT
          "span" AS "span",
          CAST("v1" AS float8) AS "x",
          "v1" IS NULL AS "absent",
          row_number() OVER (PARTITION BY "span", "call1" ORDER BY "t" NULLS LAST, "v1" NULLS LAST) AS "nth"
        FROM "base"
      ) AS "b"
      WHERE "nth" = 1
    ) AS "r"
    OFFSET CAST('0' AS BIGINT)
  ) AS "k"
  GROUP BY 1, 2
) AS "o"
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  max("t") AS "cell",
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
