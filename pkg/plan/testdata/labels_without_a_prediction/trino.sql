WITH "logged" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "told" AS "told"
  FROM (
    SELECT
      CASE WHEN "seen" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "seen" < CAST(? AS timestamp(6)) THEN 0 WHEN "seen" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "seen" < CAST(? AS timestamp(6)) THEN CASE WHEN "seen" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
      TRY_CAST(round(to_unixtime(CAST("seen" AS timestamp(6))) * 1e+06) AS bigint) AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CASE WHEN "was_late" IS NULL THEN 0 ELSE 1 END AS "told"
    FROM "ml"."outcomes"
    WHERE ("seen" >= CAST(? AS timestamp(6))) AND ("seen" < CAST(? AS timestamp(6)))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "base" AS (
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
        TRY_CAST(round(to_unixtime(CAST("at" AS timestamp(6))) * 1e+06) AS bigint) AS "made"
      FROM "ml"."log"
      WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6))) AND (NOT ("id" IS NULL))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."made" >= (CAST("p"."t" AS bigint) - 2419200000000)) AND ("o"."made" <= (CAST("p"."t" AS bigint) + 3600000000))
  ) AS "c"
  GROUP BY 1, 2, 3
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  TRY_CAST(floor(0e+00) AS bigint) AS "cell",
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-02-01 05:00:00 +0000 UTC 2013-03-10 06:00:00 +0000 UTC orphan met]
