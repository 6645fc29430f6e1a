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
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
    FROM "ml"."log"
    WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp)
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  2 AS "col",
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
    CAST(sum("often") AS bigint) AS "n",
    sum("y" * "often") AS "off",
    sum(("y" * "y") * "often") AS "off2",
    max("part") AS "part"
  FROM (
    SELECT
      "span" AS "span",
      "often" AS "often",
      CASE WHEN "x" > 0e+00::float8 THEN floor(((ln("x") / 6.931471805599453e-01::float8)) + 9.5367431640625e-07::float8) + 1.048576e+06::float8 WHEN "x" < 0e+00::float8 THEN 0e+00::float8 - (floor(((ln(0e+00::float8 - "x") / 6.931471805599453e-01::float8)) + 9.5367431640625e-07::float8) + 1.048576e+06::float8) ELSE "x" * 0e+00::float8 END AS "key",
      CASE WHEN (abs("x") >= 3.8725919148493183e-121::float8) AND (abs("x") <= 2.5822498780869086e+120::float8) THEN "x" ELSE 0e+00::float8 END AS "y",
      "x" - floor("x") AS "part"
    FROM (
      SELECT
        "span" AS "span",
        "often" AS "often",
        CAST("v" AS float8) AS "x",
        "v" IS NULL AS "absent"
      FROM (
        SELECT
          "span" AS "span",
          "v" AS "v",
          count(*) AS "often"
        FROM (
          SELECT
            "span" AS "span",
            "v2" AS "v"
          FROM "base"
        ) AS "t"
        GROUP BY 1, 2
      ) AS "f"
    ) AS "r"
    OFFSET CAST('0' AS BIGINT)
  ) AS "k"
  GROUP BY 1, 2
) AS "o"
UNION ALL
SELECT
  3 AS "col",
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
      CASE WHEN ("x" IS NULL) AND (NOT "absent") THEN 5e-01::float8 ELSE CASE WHEN "x" > 0e+00::float8 THEN floor(((ln("x") / 6.931471805599453e-01::float8)) + 9.5367431640625e-07::float8) + 1.048576e+06::float8 WHEN "x" < 0e+00::float8 THEN 0e+00::float8 - (floor(((ln(0e+00::float8 - "x") / 6.931471805599453e-01::float8)) + 9.5367431640625e-07::float8) + 1.048576e+06::float8) ELSE "x" * 0e+00::float8 END END AS "key",
      CASE WHEN (abs("x") >= 3.8725919148493183e-121::float8) AND (abs("x") <= 2.5822498780869086e+120::float8) THEN "x" ELSE 0e+00::float8 END AS "y",
      "x" - floor("x") AS "part"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN length(CAST("v3" AS text)) <= 100 AND CAST("v3" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?[ \t\n\r\f\v]*$' THEN CAST(CAST("v3" AS text) AS float8) WHEN length(CAST("v3" AS text)) <= 400 AND CAST("v3" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?[ \t\n\r\f\v]*$' THEN CASE WHEN abs(CAST(CAST("v3" AS text) AS numeric)) BETWEEN 2.5e-324 AND 1.7976931348623158e308 THEN CAST(CAST("v3" AS text) AS float8) WHEN abs(CAST(CAST("v3" AS text) AS numeric)) < 2.5e-324 THEN 0 WHEN CAST("v3" AS text) ~ '^[^0-9.]*-' THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END WHEN CAST("v3" AS text) ~* '^[ \t\n\r\f\v]*(nan|[-+]?inf|[-+]?infinity)[ \t\n\r\f\v]*$' THEN CAST(CAST("v3" AS text) AS float8) END AS "x",
        "v3" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    OFFSET CAST('0' AS BIGINT)
  ) AS "k"
  GROUP BY 1, 2
) AS "o"
UNION ALL
SELECT
  "col" AS "col",
  "span" AS "span",
  CASE WHEN ("key" IS NULL) OR ("key" = 2.5e-01::float8) THEN 1 WHEN (abs("key") < 'Infinity'::float8) AND ("key" <> 5e-01::float8) THEN CASE WHEN "part" = 1 THEN 32 ELSE 0 END ELSE 2 END AS "kind",
  CASE WHEN (abs("key") < 'Infinity'::float8) AND ("key" <> 5e-01::float8) THEN CAST(floor("key") AS bigint) ELSE 0 END AS "cell",
  CAST(NULL AS text) AS "cat",
  "often" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "col" AS "col",
    CASE WHEN "col" = 1 THEN "key1" ELSE "key0" END AS "key",
    CAST(sum("n") AS bigint) AS "often",
    sum(CASE WHEN "col" = 1 THEN "off1" ELSE "off0" END) AS "off",
    sum(CASE WHEN "col" = 1 THEN CASE WHEN (CASE WHEN (abs((CASE WHEN abs("off1") < 'Infinity'::float8 THEN "off1" ELSE 0e+00::float8 END) / "n") >= 3.8725919148493183e-121::float8) AND (abs((CASE WHEN abs("off1") < 'Infinity'::float8 THEN "off1" ELSE 0e+00::float8 END) / "n") <= 2.5822498780869086e+120::float8) THEN (CASE WHEN abs("off1") < 'Infinity'::float8 THEN "off1" ELSE 0e+00::float8 END) / "n" ELSE 0e+00::float8 END) <> 0e+00::float8 THEN "n" * ("variance1" + ((CASE WHEN (abs((CASE WHEN abs("off1") < 'Infinity'::float8 THEN "off1" ELSE 0e+00::float8 END) / "n") >= 3.8725919148493183e-121::float8) AND (abs((CASE WHEN abs("off1") < 'Infinity'::float8 THEN "off1" ELSE 0e+00::float8 END) / "n") <= 2.5822498780869086e+120::float8) THEN (CASE WHEN abs("off1") < 'Infinity'::float8 THEN "off1" ELSE 0e+00::float8 END) / "n" ELSE 0e+00::float8 END) * (CASE WHEN (abs((CASE WHEN abs("off1") < 'Infinity'::float8 THEN "off1" ELSE 0e+00::float8 END) / "n") >= 3.8725919148493183e-121::float8) AND (abs((CASE WHEN abs("off1") < 'Infinity'::float8 THEN "off1" ELSE 0e+00::float8 END) / "n") <= 2.5822498780869086e+120::float8) THEN (CASE WHEN abs("off1") < 'Infinity'::float8 THEN "off1" ELSE 0e+00::float8 END) / "n" ELSE 0e+00::float8 END))) ELSE 0e+00::float8 END ELSE CASE WHEN (CASE WHEN (abs((CASE WHEN abs("off0") < 'Infinity'::float8 THEN "off0" ELSE 0e+00::float8 END) / "n") >= 3.8725919148493183e-121::float8) AND (abs((CASE WHEN abs("off0") < 'Infinity'::float8 THEN "off0" ELSE 0e+00::float8 END) / "n") <= 2.5822498780869086e+120::float8) THEN (CASE WHEN abs("off0") < 'Infinity'::float8 THEN "off0" ELSE 0e+00::float8 END) / "n" ELSE 0e+00::float8 END) <> 0e+00::float8 THEN "n" * ("variance0" + ((CASE WHEN (abs((CASE WHEN abs("off0") < 'Infinity'::float8 THEN "off0" ELSE 0e+00::float8 END) / "n") >= 3.8725919148493183e-121::float8) AND (abs((CASE WHEN abs("off0") < 'Infinity'::float8 THEN "off0" ELSE 0e+00::float8 END) / "n") <= 2.5822498780869086e+120::float8) THEN (CASE WHEN abs("off0") < 'Infinity'::float8 THEN "off0" ELSE 0e+00::float8 END) / "n" ELSE 0e+00::float8 END) * (CASE WHEN (abs((CASE WHEN abs("off0") < 'Infinity'::float8 THEN "off0" ELSE 0e+00::float8 END) / "n") >= 3.8725919148493183e-121::float8) AND (abs((CASE WHEN abs("off0") < 'Infinity'::float8 THEN "off0" ELSE 0e+00::float8 END) / "n") <= 2.5822498780869086e+120::float8) THEN (CASE WHEN abs("off0") < 'Infinity'::float8 THEN "off0" ELSE 0e+00::float8 END) / "n" ELSE 0e+00::float8 END))) ELSE 0e+00::float8 END END) AS "off2",
    max(CASE WHEN "col" = 1 THEN "part1" ELSE "part0" END) AS "part"
  FROM (
    SELECT
      "span" AS "span",
      "key0" AS "key0",
      "key1" AS "key1",
      count(*) AS "n",
      sum("y0") AS "off0",
      var_pop("y0") AS "variance0",
      max(CASE WHEN "x0" <> floor("x0") THEN 1 ELSE 0 END) AS "part0",
      sum("y1") AS "off1",
      var_pop("y1") AS "variance1",
      max(CASE WHEN "x1" <> floor("x1") THEN 1 ELSE 0 END) AS "part1"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN "x0" > 0e+00::float8 THEN floor(((ln("x0") / 6.931471805599453e-01::float8)) + 9.5367431640625e-07::float8) + 1.048576e+06::float8 WHEN "x0" < 0e+00::float8 THEN 0e+00::float8 - (floor(((ln(0e+00::float8 - "x0") / 6.931471805599453e-01::float8)) + 9.5367431640625e-07::float8) + 1.048576e+06::float8) ELSE "x0" * 0e+00::float8 END AS "key0",
        "x0" AS "x0",
        CASE WHEN (abs("x0") >= 3.8725919148493183e-121::float8) AND (abs("x0") <= 2.5822498780869086e+120::float8) THEN "x0" ELSE 0e+00::float8 END AS "y0",
        CASE WHEN "x1" > 0e+00::float8 THEN floor(((ln("x1") / 6.931471805599453e-01::float8)) + 9.5367431640625e-07::float8) + 1.048576e+06::float8 WHEN "x1" < 0e+00::float8 THEN 0e+00::float8 - (floor(((ln(0e+00::float8 - "x1") / 6.931471805599453e-01::float8)) + 9.5367431640625e-07::float8) + 1.048576e+06::float8) ELSE "x1" * 0e+00::float8 END AS "key1",
        "x1" AS "x1",
        CASE WHEN (abs("x1") >= 3.8725919148493183e-121::float8) AND (abs("x1") <= 2.5822498780869086e+120::float8) THEN "x1" ELSE 0e+00::float8 END AS "y1"
      FROM (
        SELECT
          "span" AS "span",
          "v0" AS "x0",
          "v1" AS "x1"
        FROM "base"
      ) AS "r"
      OFFSET CAST('0' AS BIGINT)
    ) AS "k"
    GROUP BY 1, 2, 3
  ) AS "c"
  JOIN (
    SELECT
      0 AS "col"
    UNION ALL
    SELECT
      1 AS "col"
  ) AS "b" ON TRUE
  GROUP BY 1, 2, 3
) AS "o"
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
