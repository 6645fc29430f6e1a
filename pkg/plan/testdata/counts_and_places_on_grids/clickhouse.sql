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
      CASE WHEN "at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
      "at" AS "t",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3",
      "score" AS "v4"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC'))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  toFloat64(CAST(sum(accurateCastOrNull(floor(("f" * 1.048576e+06) + 5e-01), 'Int64')) AS Nullable(Int64))) AS "off",
  toFloat64(CAST(sum(accurateCastOrNull(floor((("f" * "f") * 1.048576e+06) + 5e-01), 'Int64')) AS Nullable(Int64))) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    accurateCastOrNull(floor("u"), 'Int64') AS "cell",
    "u" - accurateCastOrNull(floor("u"), 'Int64') AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x" * 4e+00 END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN isFinite("x") THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN isFinite("x") THEN "x" ELSE 0e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          toFloat64("v0") AS "x",
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
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  toFloat64(CAST(sum(accurateCastOrNull(floor(("f" * 1.048576e+06) + 5e-01), 'Int64')) AS Nullable(Int64))) AS "off",
  toFloat64(CAST(sum(accurateCastOrNull(floor((("f" * "f") * 1.048576e+06) + 5e-01), 'Int64')) AS Nullable(Int64))) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    (CASE WHEN "x" < 0e+00 THEN -1 ELSE 1 END) * (accurateCastOrNull(floor("u"), 'Int64') + 1048576) AS "cell",
    least(greatest(((abs("x") / pow(2e+00, CAST(accurateCastOrNull(floor("u"), 'Int64') AS Nullable(Float64)) / 3.2e+01)) - 1e+00) / 2.1897148654116627e-02, 0e+00), 1e+00) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      (log(abs("x")) * 4.616624130844683e+01) + 9.5367431640625e-07 AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN isFinite("x") THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN isFinite("x") AND ("x" <> 0e+00) THEN "x" ELSE 1e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          toFloat64("v1") AS "x",
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
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(sum("often") AS Nullable(Int64)) AS "n",
  toFloat64(CAST(sum(accurateCastOrNull(floor(("f" * 1.048576e+06) + 5e-01), 'Int64') * "often") AS Nullable(Int64))) AS "off",
  toFloat64(CAST(sum(accurateCastOrNull(floor((("f" * "f") * 1.048576e+06) + 5e-01), 'Int64') * "often") AS Nullable(Int64))) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    "kind" AS "kind",
    accurateCastOrNull(floor("u"), 'Int64') AS "cell",
    "u" - accurateCastOrNull(floor("u"), 'Int64') AS "f"
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
        CASE WHEN isFinite("x") THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN isFinite("x") THEN "x" ELSE 0e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          "often" AS "often",
          toFloat64("v") AS "x",
          "v" IS NULL AS "absent"
        FROM (
          SELECT
            "span" AS "span",
            "v" AS "v",
            CAST(count(*) AS Nullable(Int64)) AS "often"
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
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  toFloat64(CAST(sum(accurateCastOrNull(floor(("f" * 1.048576e+06) + 5e-01), 'Int64')) AS Nullable(Int64))) AS "off",
  toFloat64(CAST(sum(accurateCastOrNull(floor((("f" * "f") * 1.048576e+06) + 5e-01), 'Int64')) AS Nullable(Int64))) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    accurateCastOrNull(floor("u"), 'Int64') AS "cell",
    "u" - accurateCastOrNull(floor("u"), 'Int64') AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x" * 4e+00 END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN isFinite("x") THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN isFinite("x") THEN "x" ELSE 0e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          toFloat64OrNull(trim(BOTH ' \t\n\v\f\r' FROM CAST("v3" AS Nullable(String)))) AS "x",
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
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  toFloat64(CAST(sum(accurateCastOrNull(floor(("f" * 1.048576e+06) + 5e-01), 'Int64')) AS Nullable(Int64))) AS "off",
  toFloat64(CAST(sum(accurateCastOrNull(floor((("f" * "f") * 1.048576e+06) + 5e-01), 'Int64')) AS Nullable(Int64))) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    accurateCastOrNull(floor("u"), 'Int64') AS "cell",
    "x" AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" <= 1e-300 THEN (-5.6e+02) WHEN "x" >= 1e+00 THEN 5.6e+02 ELSE least(greatest(1.6e+01 * log("x" / (1e+00 - "x")), (-5.6e+02)), 5.6e+02) END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN isFinite("x") AND ("x" >= (-1e-06)) AND ("x" <= 1.000001e+00) THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN isFinite("x") AND ("x" >= (-1e-06)) AND ("x" <= 1.000001e+00) THEN "x" ELSE 5e-01 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          toFloat64("v4") AS "x",
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
  toUnixTimestamp64Micro(toDateTime64(max("t"), 6, 'UTC')) AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "t" AS "t"
  FROM "base"
) AS "r"
GROUP BY 2
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
