WITH "logged" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "v1a" AS "v1a",
    "v2a" AS "v2a"
  FROM (
    SELECT
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      CASE WHEN "at" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "at") * 1e+06::float8 AS bigint) WHEN "at" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "at") * 1000000 AS bigint) END AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CAST("wind" AS float8) AS "v1a",
      CAST("carrier" AS text) COLLATE "C" AS "v2a"
    FROM "ml"."log"
    WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp)
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "base" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "v1a" AS "v1a",
    "v2a" AS "v2a",
    "matched" AS "matched",
    "v1b" AS "v1b",
    "v2b" AS "v2b",
    CASE WHEN NOT ("matched" IS NULL) THEN $8::text COLLATE "C" ELSE CAST(NULL AS text) END AS "v0",
    CASE WHEN NOT (NOT ("matched" IS NULL)) THEN CAST(NULL AS text) WHEN ("v1a" IS NULL) AND ("v1b" IS NULL) THEN $9::text COLLATE "C" WHEN ((NOT ("v1a" IS NULL)) AND (NOT ((abs("v1a") < 'Infinity'::float8) AND (abs("v1a") <= 1e+150::float8)))) AND ((NOT ("v1b" IS NULL)) AND (NOT ((abs("v1b") < 'Infinity'::float8) AND (abs("v1b") <= 1e+150::float8)))) THEN $10::text COLLATE "C" WHEN (CASE WHEN ((abs("v1a") < 'Infinity'::float8) AND (abs("v1a") <= 1e+150::float8)) AND ((abs("v1b") < 'Infinity'::float8) AND (abs("v1b") <= 1e+150::float8)) THEN CASE WHEN abs("v1a" - "v1b") <= (1e-06::float8 * greatest(1e+00::float8, greatest(abs("v1a"), abs("v1b")))) THEN 1 ELSE 0 END ELSE 0 END) = 1 THEN $11::text COLLATE "C" ELSE $12::text COLLATE "C" END AS "v1",
    CASE WHEN NOT (NOT ("matched" IS NULL)) THEN CAST(NULL AS text) WHEN ("v2a" IS NULL) AND ("v2b" IS NULL) THEN $13::text COLLATE "C" WHEN "v2a" COLLATE "C" = "v2b" COLLATE "C" THEN $14::text COLLATE "C" ELSE $15::text COLLATE "C" END AS "v2"
  FROM (
    SELECT
      "p"."span" AS "span",
      "p"."t" AS "t",
      "p"."id0" AS "id0",
      "p"."row" AS "row",
      "p"."v1a" AS "v1a",
      "p"."v2a" AS "v2a",
      "o"."matched" AS "matched",
      "o"."v1b" AS "v1b",
      "o"."v2b" AS "v2b",
      row_number() OVER (PARTITION BY "p"."row" ORDER BY "o"."v1b" NULLS LAST, "o"."v2b" NULLS LAST) AS "choice"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        1 AS "matched",
        CAST("wind" AS float8) AS "v1b",
        CAST("carrier" AS text) COLLATE "C" AS "v2b"
      FROM "ml"."offline"
      WHERE NOT ("id" IS NULL)
    ) AS "o" ON "p"."id0" = "o"."id0"
  ) AS "c"
  WHERE "choice" = 1
)
SELECT
  "col" AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  "cat" AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
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
      CASE WHEN "v" IS NULL THEN 1 ELSE 0 END AS "kind",
      "v" AS "cat"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS text) COLLATE "C" AS "v"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY 2, 3, 5
  ORDER BY "n" DESC NULLS LAST, "cat" COLLATE "C" NULLS LAST
  LIMIT 10002
) AS "d"
UNION ALL
SELECT
  "col" AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  "cat" AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    1 AS "col",
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
      CASE WHEN "v" IS NULL THEN 1 ELSE 0 END AS "kind",
      "v" AS "cat"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v1" AS text) COLLATE "C" AS "v"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY 2, 3, 5
  ORDER BY "n" DESC NULLS LAST, "cat" COLLATE "C" NULLS LAST
  LIMIT 10002
) AS "d"
UNION ALL
SELECT
  "col" AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  "cat" AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    2 AS "col",
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
      CASE WHEN "v" IS NULL THEN 1 ELSE 0 END AS "kind",
      "v" AS "cat"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v2" AS text) COLLATE "C" AS "v"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY 2, 3, 5
  ORDER BY "n" DESC NULLS LAST, "cat" COLLATE "C" NULLS LAST
  LIMIT 10002
) AS "d"
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  max("t") AS "cell",
  CAST(NULL AS text) AS "cat",
  count(*) AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "t" AS "t"
  FROM "base"
  OFFSET CAST('0' AS BIGINT)
) AS "r"
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC same same same same differs same same differs]
