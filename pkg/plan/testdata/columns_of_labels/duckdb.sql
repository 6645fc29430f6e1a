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
    leeway_places_exponential("x0", 3.2e+01) AS "c0"
  FROM (
    SELECT
      "span" AS "span",
      "t" AS "t",
      CAST("v0" AS DOUBLE) AS "x0"
    FROM "base"
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
  CASE WHEN isfinite(struct_extract("e", 'key')) THEN struct_extract("e", 'kind') WHEN struct_extract("e", 'key') IS NULL THEN 1 ELSE 2 END AS "kind",
  CASE WHEN isfinite(struct_extract("e", 'key')) THEN CAST(floor(struct_extract("e", 'key')) AS BIGINT) ELSE 0 END AS "cell",
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
