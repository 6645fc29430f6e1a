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
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3",
      "score" AS "v4"
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
  1 AS "col",
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
    (CASE WHEN "x" < 0e+00::float8 THEN -1 ELSE 1 END) * (CAST(floor("u") AS bigint) + 1048576) AS "cell",
    least(greatest(((abs("x") / (CASE WHEN (CAST(CAST(floor("u") AS bigint) AS float8) / 3.2e+01::float8) >= 1024 THEN 'Infinity'::float8 WHEN (CAST(CAST(floor("u") AS bigint) AS float8) / 3.2e+01::float8) < -1000 THEN power(2e+00::float8, greatest(CAST(CAST(floor("u") AS bigint) AS float8) / 3.2e+01::float8, -1074) + 1000) * 9.332636185032189e-302::float8 ELSE power(2e+00::float8, CAST(CAST(floor("u") AS bigint) AS float8) / 3.2e+01::float8) END)) - 1e+00::float8) / 2.1897148654116627e-02::float8, 0e+00::float8), 1e+00::float8) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      (ln(abs("x")) * 4.616624130844683e+01::float8) + 9.5367431640625e-07::float8 AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN abs("x") < 'Infinity'::float8 THEN CASE WHEN "x" = 0e+00::float8 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN (abs("x") < 'Infinity'::float8) AND ("x" <> 0e+00::float8) THEN "x" ELSE 1e+00::float8 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          CAST("v1" AS float8) AS "x",
          "v1" IS NULL AS "absent"
        FROM "base"
      ) AS "r"
    ) AS "s"
  ) AS "p"
) AS "c"
GROUP BY 2, 3, 4
UNION ALL
SELECT
  2 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  CAST(NULL AS text) AS "cat",
  CAST(sum("often") AS bigint) AS "n",
  CAST(CAST(sum(CAST(floor(("f" * 1.048576e+06::float8) + 5e-01::float8) AS bigint) * "often") AS bigint) AS float8) AS "off",
  CAST(CAST(sum(CAST(floor(((CASE WHEN abs("f") <= 2.2227587494850775e-162::float8 THEN 0e+00::float8 ELSE "f" * "f" END) * 1.048576e+06::float8) + 5e-01::float8) AS bigint) * "often") AS bigint) AS float8) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    "kind" AS "kind",
    CAST(floor("u") AS bigint) AS "cell",
    "u" - CAST(floor("u") AS bigint) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "often" AS "often",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" > 9.007199254740992e+15::float8 THEN 9.007199254740992e+15::float8 WHEN "x" < (-9.007199254740992e+15)::float8 THEN (-9.007199254740992e+15)::float8 ELSE "x" END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        "often" AS "often",
        CASE WHEN abs("x") < 'Infinity'::float8 THEN CASE WHEN "x" = 0e+00::float8 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN abs("x") < 'Infinity'::float8 THEN "x" ELSE 0e+00::float8 END AS "x"
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
    ) AS "s"
  ) AS "p"
) AS "c"
GROUP BY 2, 3, 4
UNION ALL
SELECT
  3 AS "col",
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
          CASE WHEN length(CAST("v3" AS text)) <= 100 AND CAST("v3" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?[ \t\n\r\f\v]*$' THEN CAST(CAST("v3" AS text) AS float8) WHEN length(CAST("v3" AS text)) <= 400 AND CAST("v3" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?[ \t\n\r\f\v]*$' THEN CASE WHEN abs(CAST(CAST("v3" AS text) AS numeric)) BETWEEN 2.5e-324 AND 1.7976931348623158e308 THEN CAST(CAST("v3" AS text) AS float8) WHEN abs(CAST(CAST("v3" AS text) AS numeric)) < 2.5e-324 THEN 0 WHEN CAST("v3" AS text) ~ '^[^0-9.]*-' THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END WHEN CAST("v3" AS text) ~* '^[ \t\n\r\f\v]*(nan|[-+]?inf|[-+]?infinity)[ \t\n\r\f\v]*$' THEN CAST(CAST("v3" AS text) AS float8) END AS "x",
          "v3" IS NULL AS "absent"
        FROM "base"
      ) AS "r"
    ) AS "s"
  ) AS "p"
) AS "c"
GROUP BY 2, 3, 4
UNION ALL
SELECT
  4 AS "col",
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
    "x" AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" <= 1e-300::float8 THEN (-5.6e+02)::float8 WHEN "x" >= 1e+00::float8 THEN 5.6e+02::float8 ELSE least(greatest(1.6e+01::float8 * ln("x" / (1e+00::float8 - "x")), (-5.6e+02)::float8), 5.6e+02::float8) END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN (abs("x") < 'Infinity'::float8) AND ("x" >= (-1e-06)::float8) AND ("x" <= 1.000001e+00::float8) THEN CASE WHEN "x" = 0e+00::float8 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN (abs("x") < 'Infinity'::float8) AND ("x" >= (-1e-06)::float8) AND ("x" <= 1.000001e+00::float8) THEN "x" ELSE 5e-01::float8 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          CAST("v4" AS float8) AS "x",
          "v4" IS NULL AS "absent"
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
