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
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      "at" AS "t",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
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
    leeway_tally(CAST("cell3" AS DOUBLE), "kind3", floor(("f3" * 1.048576e+06) + 5e-01), floor((("f3" * "f3") * 1.048576e+06) + 5e-01)) AS "c3"
  FROM (
    SELECT
      "span" AS "span",
      "t" AS "t",
      "kind0" AS "kind0",
      CAST(floor("u0") AS BIGINT) AS "cell0",
      CASE WHEN "u0" >= 3e+00 THEN least(greatest(((((greatest(least("x0", 9.50737950171172e+29) - 7.5e-01, 6.821210263296962e-13) / 7.5e-01) + 1e+00) / pow(2e+00, ("u0" - 3e+00) / 3.2e+01)) - 1e+00) / 2.189714865411668e-02, 0e+00), 1e+00) WHEN "u0" <= 0e+00 THEN least(greatest(((((greatest(0e+00 - greatest("x0", (-9.50737950171172e+29)), 6.821210263296962e-13) / 7.5e-01) + 1e+00) / pow(2e+00, (0e+00 - "u0") / 3.2e+01)) - 1e+00) / 2.189714865411668e-02, 0e+00), 1e+00) ELSE greatest("x0" - 0e+00, 6.821210263296962e-13) / 7.5e-01 END AS "f0",
      "kind1" AS "kind1",
      CAST(floor("u1") AS BIGINT) AS "cell1",
      CASE WHEN "u1" >= 3e+00 THEN least(greatest(((((greatest(least("x1", 9.50737950171172e+29) - 7.5e-01, 6.821210263296962e-13) / 7.5e-01) + 1e+00) / pow(2e+00, ("u1" - 3e+00) / 3.2e+01)) - 1e+00) / 2.189714865411668e-02, 0e+00), 1e+00) WHEN "u1" <= 0e+00 THEN least(greatest(((((greatest(0e+00 - greatest("x1", (-9.50737950171172e+29)), 6.821210263296962e-13) / 7.5e-01) + 1e+00) / pow(2e+00, (0e+00 - "u1") / 3.2e+01)) - 1e+00) / 2.189714865411668e-02, 0e+00), 1e+00) ELSE greatest("x1" - 0e+00, 6.821210263296962e-13) / 7.5e-01 END AS "f1",
      "kind2" AS "kind2",
      CAST(floor("u2") AS BIGINT) AS "cell2",
      CASE WHEN "u2" >= 3e+00 THEN least(greatest(((((greatest(least("x2", 9.50737950171172e+29) - 7.5e-01, 6.821210263296962e-13) / 7.5e-01) + 1e+00) / pow(2e+00, ("u2" - 3e+00) / 3.2e+01)) - 1e+00) / 2.189714865411668e-02, 0e+00), 1e+00) WHEN "u2" <= 0e+00 THEN least(greatest(((((greatest(0e+00 - greatest("x2", (-9.50737950171172e+29)), 6.821210263296962e-13) / 7.5e-01) + 1e+00) / pow(2e+00, (0e+00 - "u2") / 3.2e+01)) - 1e+00) / 2.189714865411668e-02, 0e+00), 1e+00) ELSE greatest("x2" - 0e+00, 6.821210263296962e-13) / 7.5e-01 END AS "f2",
      "kind3" AS "kind3",
      CAST(floor("u3") AS BIGINT) AS "cell3",
      CASE WHEN "u3" >= 3e+00 THEN least(greatest(((((greatest(least("x3", 9.50737950171172e+29) - 7.5e-01, 6.821210263296962e-13) / 7.5e-01) + 1e+00) / pow(2e+00, ("u3" - 3e+00) / 3.2e+01)) - 1e+00) / 2.189714865411668e-02, 0e+00), 1e+00) WHEN "u3" <= 0e+00 THEN least(greatest(((((greatest(0e+00 - greatest("x3", (-9.50737950171172e+29)), 6.821210263296962e-13) / 7.5e-01) + 1e+00) / pow(2e+00, (0e+00 - "u3") / 3.2e+01)) - 1e+00) / 2.189714865411668e-02, 0e+00), 1e+00) ELSE greatest("x3" - 0e+00, 6.821210263296962e-13) / 7.5e-01 END AS "f3"
    FROM (
      SELECT
        "span" AS "span",
        "t" AS "t",
        "kind0" AS "kind0",
        "x0" AS "x0",
        (CASE WHEN "x0" < 5e-01 THEN CASE WHEN "x0" < 0e+00 THEN CASE WHEN "x0" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x0", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x0" < 7.664228614905875e-01 THEN CASE WHEN "x0" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x0", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x0" * 0e+00) AS "u0",
        "kind1" AS "kind1",
        "x1" AS "x1",
        (CASE WHEN "x1" < 5e-01 THEN CASE WHEN "x1" < 0e+00 THEN CASE WHEN "x1" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x1", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x1" < 7.664228614905875e-01 THEN CASE WHEN "x1" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x1", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x1" * 0e+00) AS "u1",
        "kind2" AS "kind2",
        "x2" AS "x2",
        (CASE WHEN "x2" < 5e-01 THEN CASE WHEN "x2" < 0e+00 THEN CASE WHEN "x2" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x2", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x2" < 7.664228614905875e-01 THEN CASE WHEN "x2" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x2", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x2" * 0e+00) AS "u2",
        "kind3" AS "kind3",
        "x3" AS "x3",
        (CASE WHEN "x3" < 5e-01 THEN CASE WHEN "x3" < 0e+00 THEN CASE WHEN "x3" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x3", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x3" < 7.664228614905875e-01 THEN CASE WHEN "x3" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x3", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x3" * 0e+00) AS "u3"
      FROM (
        SELECT
          "span" AS "span",
          "t" AS "t",
          CASE WHEN isfinite("x0") THEN CASE WHEN "x0" = 0e+00 THEN 8 ELSE 0 END WHEN "absent0" THEN 1 ELSE 2 END AS "kind0",
          CASE WHEN isfinite("x0") THEN "x0" ELSE 0e+00 END AS "x0",
          CASE WHEN isfinite("x1") THEN CASE WHEN "x1" = 0e+00 THEN 8 ELSE 0 END WHEN "absent1" THEN 1 ELSE 2 END AS "kind1",
          CASE WHEN isfinite("x1") THEN "x1" ELSE 0e+00 END AS "x1",
          CASE WHEN isfinite("x2") THEN CASE WHEN "x2" = 0e+00 THEN 8 ELSE 0 END WHEN "absent2" THEN 1 ELSE 2 END AS "kind2",
          CASE WHEN isfinite("x2") THEN "x2" ELSE 0e+00 END AS "x2",
          CASE WHEN isfinite("x3") THEN CASE WHEN "x3" = 0e+00 THEN 8 ELSE 0 END WHEN "absent3" THEN 1 ELSE 2 END AS "kind3",
          CASE WHEN isfinite("x3") THEN "x3" ELSE 0e+00 END AS "x3"
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
            "v3" IS NULL AS "absent3"
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
      unnest([0, 1, 2, 3]) AS "col",
      unnest(["c0", "c1", "c2", "c3"]) AS "list"
    FROM "counts"
  ) AS "l"
) AS "u"
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
