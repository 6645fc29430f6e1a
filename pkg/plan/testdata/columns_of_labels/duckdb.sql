WITH "logged" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row"
  FROM (
    SELECT
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      epoch_us("at") AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "base" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "label" AS "label",
    "seen" AS "seen",
    "state" AS "state",
    CAST(CAST("seen" AS BIGINT) - "t" AS DOUBLE) / 1e+06 AS "v0"
  FROM (
    SELECT
      "p"."span" AS "span",
      "p"."t" AS "t",
      "p"."id0" AS "id0",
      "p"."row" AS "row",
      "o"."label" AS "label",
      "o"."seen" AS "seen",
      CASE WHEN "o"."label" IS NULL THEN 0 ELSE 1 END AS "state",
      row_number() OVER (PARTITION BY "p"."row" ORDER BY "o"."seen" DESC NULLS LAST, "o"."label" DESC NULLS LAST) AS "choice"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        CAST("was_late" AS VARCHAR) AS "label",
        epoch_us("seen") AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= make_timestamp(?)) AND ("seen" < make_timestamp(?))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."seen" <= (CAST("p"."t" AS BIGINT) + 86400000000))
  ) AS "c"
  WHERE "choice" = 1
), "counts" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    count(*) AS "n",
    max("t") AS "latest",
    leeway_tally(CAST("cell0" AS DOUBLE), "kind0", floor(("f0" * 1.048576e+06) + 5e-01), floor((("f0" * "f0") * 1.048576e+06) + 5e-01)) AS "c0"
  FROM (
    SELECT
      "span" AS "span",
      "t" AS "t",
      "kind0" AS "kind0",
      (CASE WHEN "x0" < 0e+00 THEN -1 ELSE 1 END) * (CAST(floor("u0") AS BIGINT) + 1048576) AS "cell0",
      least(greatest(((abs("x0") / pow(2e+00, CAST(CAST(floor("u0") AS BIGINT) AS DOUBLE) / 3.2e+01)) - 1e+00) / 2.1897148654116627e-02, 0e+00), 1e+00) AS "f0"
    FROM (
      SELECT
        "span" AS "span",
        "t" AS "t",
        "kind0" AS "kind0",
        "x0" AS "x0",
        (ln(abs("x0")) * 4.616624130844683e+01) + 9.5367431640625e-07 AS "u0"
      FROM (
        SELECT
          "span" AS "span",
          "t" AS "t",
          CASE WHEN isfinite("x0") THEN CASE WHEN "x0" = 0e+00 THEN 8 ELSE 0 END WHEN "absent0" THEN 1 ELSE 2 END AS "kind0",
          CASE WHEN isfinite("x0") AND ("x0" <> 0e+00) THEN "x0" ELSE 1e+00 END AS "x0"
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1362114000000000 1362978000000001]
