WITH "logged" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "told" AS "told"
  FROM (
    SELECT
      CASE WHEN "seen" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "seen" < $2::timestamp THEN 0 WHEN "seen" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "seen" < $4::timestamp THEN CASE WHEN "seen" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      CASE WHEN "seen" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "seen") * 1e+06::float8 AS bigint) WHEN "seen" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "seen") * 1000000 AS bigint) END AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CASE WHEN "was_late" IS NULL THEN 0 ELSE 1 END AS "told"
    FROM "ml"."outcomes"
    WHERE ("seen" >= $6::timestamp) AND ("seen" < $7::timestamp)
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
        CASE WHEN "at" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "at") * 1e+06::float8 AS bigint) WHEN "at" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "at") * 1000000 AS bigint) END AS "made"
      FROM "ml"."log"
      WHERE ("at" >= $8::timestamp) AND ("at" < $9::timestamp) AND (NOT ("id" IS NULL))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."made" >= (CAST("p"."t" AS bigint) - 2419200000000)) AND ("o"."made" <= (CAST("p"."t" AS bigint) + 3600000000))
  ) AS "c"
  GROUP BY 1, 2, 3
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  "cat" AS "cat",
  count(*) AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    0 AS "kind",
    CASE WHEN "newest" IS NULL THEN $10::text COLLATE "C" ELSE $11::text COLLATE "C" END AS "cat"
  FROM "base"
  WHERE "told" = 1
) AS "k"
GROUP BY 2, 3, 5
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-02-01 05:00:00 +0000 UTC 2013-03-10 06:00:00 +0000 UTC orphan met]
