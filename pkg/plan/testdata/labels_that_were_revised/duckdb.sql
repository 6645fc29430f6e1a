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
), "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "row" AS "row",
    count(DISTINCT "label") AS "texts"
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
  GROUP BY 1, 2
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  CAST(floor(0e+00) AS BIGINT) AS "cell",
  "cat" AS "cat",
  count(*) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    0 AS "kind",
    CASE WHEN "texts" > 1 THEN ? ELSE ? END AS "cat"
  FROM "base"
  WHERE "texts" >= 1
) AS "k"
GROUP BY 2, 3, 5
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1362114000000000 1362978000000001 revised kept]
