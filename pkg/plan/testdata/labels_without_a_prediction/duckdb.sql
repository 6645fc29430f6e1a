WITH "logged" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "told" AS "told"
  FROM (
    SELECT
      CASE WHEN "seen" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "seen" < make_timestamp(?) THEN 0 WHEN "seen" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "seen" < make_timestamp(?) THEN 1 + ((epoch_us("seen") - ?) // ?) END AS "span",
      epoch_us("seen") AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CASE WHEN "was_late" IS NULL THEN 0 ELSE 1 END AS "told"
    FROM "ml"."outcomes"
    WHERE ("seen" >= make_timestamp(?)) AND ("seen" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "row" AS "row",
    "told" AS "told",
    max("made") AS "newest"
  FROM (
    SELECT
      "p"."span" AS "span",
      "p"."t" AS "t",
      "p"."id0" AS "id0",
      "p"."row" AS "row",
      "p"."told" AS "told",
      "o"."made" AS "made"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        epoch_us("at") AS "made"
      FROM "ml"."log"
      WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?)) AND (NOT ("id" IS NULL))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."made" >= (CAST("p"."t" AS BIGINT) - 2419200000000)) AND ("o"."made" <= (CAST("p"."t" AS BIGINT) + 3600000000))
  ) AS "c"
  GROUP BY 1, 2, 3
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
    CASE WHEN "newest" IS NULL THEN ? ELSE ? END AS "cat"
  FROM "base"
  WHERE "told" = 1
) AS "k"
GROUP BY 2, 3, 5
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1359694800000000 1362895200000000 orphan met]
