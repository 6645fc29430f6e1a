WITH "base" AS (
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
      CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN 0 WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3",
      "score" AS "v4"
    FROM "ml"."log"
    WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6)))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  CAST(CAST(sum(TRY_CAST(floor(("f" * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off",
  CAST(CAST(sum(TRY_CAST(floor((("f" * "f") * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    TRY_CAST(floor("u") AS bigint) AS "cell",
    "u" - TRY_CAST(floor("u") AS bigint) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x" * 4e+00 END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN is_finite("x") THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN is_finite("x") THEN "x" ELSE 0e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          CAST("v0" AS double) AS "x",
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
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  CAST(CAST(sum(TRY_CAST(floor(("f" * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off",
  CAST(CAST(sum(TRY_CAST(floor((("f" * "f") * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    (CASE WHEN "x" < 0e+00 THEN -1 ELSE 1 END) * (TRY_CAST(floor("u") AS bigint) + 1048576) AS "cell",
    least(greatest(((abs("x") / power(2e+00, CAST(TRY_CAST(floor("u") AS bigint) AS double) / 3.2e+01)) - 1e+00) / 2.1897148654116627e-02, 0e+00), 1e+00) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      (ln(abs("x")) * 4.616624130844683e+01) + 9.5367431640625e-07 AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN is_finite("x") THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN is_finite("x") AND ("x" <> 0e+00) THEN "x" ELSE 1e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          CAST("v1" AS double) AS "x",
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
  CAST(NULL AS varchar) AS "cat",
  CAST(sum("often") AS bigint) AS "n",
  CAST(CAST(sum(TRY_CAST(floor(("f" * 1.048576e+06) + 5e-01) AS bigint) * "often") AS bigint) AS double) AS "off",
  CAST(CAST(sum(TRY_CAST(floor((("f" * "f") * 1.048576e+06) + 5e-01) AS bigint) * "often") AS bigint) AS double) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    "kind" AS "kind",
    TRY_CAST(floor("u") AS bigint) AS "cell",
    "u" - TRY_CAST(floor("u") AS bigint) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "often" AS "often",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" > 9.007199254740992e+15 THEN 9.007199254740992e+15 WHEN "x" < (-9.007199254740992e+15) THEN (-9.007199254740992e+15) ELSE "x" END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        "often" AS "often",
        CASE WHEN is_finite("x") THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN is_finite("x") THEN "x" ELSE 0e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          "often" AS "often",
          CAST("v" AS double) AS "x",
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
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  CAST(CAST(sum(TRY_CAST(floor(("f" * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off",
  CAST(CAST(sum(TRY_CAST(floor((("f" * "f") * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    TRY_CAST(floor("u") AS bigint) AS "cell",
    "u" - TRY_CAST(floor("u") AS bigint) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x" * 4e+00 END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN is_finite("x") THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN is_finite("x") THEN "x" ELSE 0e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          CASE WHEN regexp_like(lower(trim(CAST("v3" AS varchar))), '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$') THEN TRY_CAST(lower(trim(CAST("v3" AS varchar))) AS double) WHEN lower(trim(CAST("v3" AS varchar))) = 'nan' THEN nan() WHEN lower(trim(CAST("v3" AS varchar))) IN ('inf', '+inf', 'infinity', '+infinity') THEN infinity() WHEN lower(trim(CAST("v3" AS varchar))) IN ('-inf', '-infinity') THEN -infinity() END AS "x",
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
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  CAST(CAST(sum(TRY_CAST(floor(("f" * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off",
  CAST(CAST(sum(TRY_CAST(floor((("f" * "f") * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    TRY_CAST(floor("u") AS bigint) AS "cell",
    "x" AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" <= 1e-300 THEN (-5.6e+02) WHEN "x" >= 1e+00 THEN 5.6e+02 ELSE least(greatest(1.6e+01 * ln("x" / (1e+00 - "x")), (-5.6e+02)), 5.6e+02) END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN is_finite("x") AND ("x" >= (-1e-06)) AND ("x" <= 1.000001e+00) THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN is_finite("x") AND ("x" >= (-1e-06)) AND ("x" <= 1.000001e+00) THEN "x" ELSE 5e-01 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          CAST("v4" AS double) AS "x",
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
  TRY_CAST(round(to_unixtime(CAST(max("t") AS timestamp(6))) * 1e+06) AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "t" AS "t"
  FROM "base"
) AS "r"
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
