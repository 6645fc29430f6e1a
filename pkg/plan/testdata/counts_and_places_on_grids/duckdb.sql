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
    leeway_tally(CAST("cell0" AS DOUBLE), "kind0", floor(("f0" * 1.048576e+06) + 5e-01), floor((("f0" * "f0") * 1.048576e+06) + 5e-01)) AS "c0",
    leeway_tally(CAST("cell1" AS DOUBLE), "kind1", floor(("f1" * 1.048576e+06) + 5e-01), floor((("f1" * "f1") * 1.048576e+06) + 5e-01)) AS "c1",
    leeway_tally(CAST("cell2" AS DOUBLE), "kind2", floor(("f2" * 1.048576e+06) + 5e-01), floor((("f2" * "f2") * 1.048576e+06) + 5e-01)) AS "c2",
    leeway_tally(CAST("cell3" AS DOUBLE), "kind3", floor(("f3" * 1.048576e+06) + 5e-01), floor((("f3" * "f3") * 1.048576e+06) + 5e-01)) AS "c3",
    leeway_tally(CAST("cell4" AS DOUBLE), "kind4", floor(("f4" * 1.048576e+06) + 5e-01), floor((("f4" * "f4") * 1.048576e+06) + 5e-01)) AS "c4"
  FROM (
    SELECT
      "span" AS "span",
      "t" AS "t",
      "kind0" AS "kind0",
      CAST(floor("u0") AS BIGINT) AS "cell0",
      "u0" - CAST(floor("u0") AS BIGINT) AS "f0",
      "kind1" AS "kind1",
      (CASE WHEN "x1" < 0e+00 THEN -1 ELSE 1 END) * (CAST(floor("u1") AS BIGINT) + 1048576) AS "cell1",
      least(greatest(((abs("x1") / pow(2e+00, CAST(CAST(floor("u1") AS BIGINT) AS DOUBLE) / 3.2e+01)) - 1e+00) / 2.1897148654116627e-02, 0e+00), 1e+00) AS "f1",
      "kind2" AS "kind2",
      CAST(floor("u2") AS BIGINT) AS "cell2",
      "u2" - CAST(floor("u2") AS BIGINT) AS "f2",
      "kind3" AS "kind3",
      CAST(floor("u3") AS BIGINT) AS "cell3",
      "u3" - CAST(floor("u3") AS BIGINT) AS "f3",
      "kind4" AS "kind4",
      CAST(floor("u4") AS BIGINT) AS "cell4",
      "x4" AS "f4"
    FROM (
      SELECT
        "span" AS "span",
        "t" AS "t",
        "kind0" AS "kind0",
        "x0" AS "x0",
        CASE WHEN "x0" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x0" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x0" * 4e+00 END AS "u0",
        "kind1" AS "kind1",
        "x1" AS "x1",
        (ln(abs("x1")) * 4.616624130844683e+01) + 9.5367431640625e-07 AS "u1",
        "kind2" AS "kind2",
        "x2" AS "x2",
        CASE WHEN "x2" > 9.007199254740992e+15 THEN 9.007199254740992e+15 WHEN "x2" < (-9.007199254740992e+15) THEN (-9.007199254740992e+15) ELSE "x2" END AS "u2",
        "kind3" AS "kind3",
        "x3" AS "x3",
        CASE WHEN "x3" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x3" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x3" * 4e+00 END AS "u3",
        "kind4" AS "kind4",
        "x4" AS "x4",
        CASE WHEN "x4" <= 1e-300 THEN (-5.6e+02) WHEN "x4" >= 1e+00 THEN 5.6e+02 ELSE least(greatest(1.6e+01 * ln("x4" / (1e+00 - "x4")), (-5.6e+02)), 5.6e+02) END AS "u4"
      FROM (
        SELECT
          "span" AS "span",
          "t" AS "t",
          CASE WHEN isfinite("x0") THEN CASE WHEN "x0" = 0e+00 THEN 8 ELSE 0 END WHEN "absent0" THEN 1 ELSE 2 END AS "kind0",
          CASE WHEN isfinite("x0") THEN "x0" ELSE 0e+00 END AS "x0",
          CASE WHEN isfinite("x1") THEN CASE WHEN "x1" = 0e+00 THEN 8 ELSE 0 END WHEN "absent1" THEN 1 ELSE 2 END AS "kind1",
          CASE WHEN isfinite("x1") AND ("x1" <> 0e+00) THEN "x1" ELSE 1e+00 END AS "x1",
          CASE WHEN isfinite("x2") THEN CASE WHEN "x2" = 0e+00 THEN 8 ELSE 0 END WHEN "absent2" THEN 1 ELSE 2 END AS "kind2",
          CASE WHEN isfinite("x2") THEN "x2" ELSE 0e+00 END AS "x2",
          CASE WHEN isfinite("x3") THEN CASE WHEN "x3" = 0e+00 THEN 8 ELSE 0 END WHEN "absent3" THEN 1 ELSE 2 END AS "kind3",
          CASE WHEN isfinite("x3") THEN "x3" ELSE 0e+00 END AS "x3",
          CASE WHEN isfinite("x4") AND ("x4" >= (-1e-06)) AND ("x4" <= 1.000001e+00) THEN CASE WHEN "x4" = 0e+00 THEN 8 ELSE 0 END WHEN "absent4" THEN 1 ELSE 2 END AS "kind4",
          CASE WHEN isfinite("x4") AND ("x4" >= (-1e-06)) AND ("x4" <= 1.000001e+00) THEN "x4" ELSE 5e-01 END AS "x4"
        FROM (
          SELECT
            "span" AS "span",
            "t" AS "t",
            CAST("v0" AS DOUBLE) AS "x0",
            "v0" IS NULL AS "absent0",
            CAST("v1" AS DOUBLE) AS "x1",
            "v1" IS NULL AS "absent1",
            CAST("v2" AS DOUBLE) AS "x2",
            "v2" IS NULL AS "absent2",
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
      unnest([0, 1, 2, 3, 4]) AS "col",
      unnest(["c0", "c1", "c2", "c3", "c4"]) AS "list"
    FROM "counts"
  ) AS "l"
) AS "u"
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
