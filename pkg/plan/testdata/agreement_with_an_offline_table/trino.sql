WITH "logged" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "v1a" AS "v1a",
    "v2a" AS "v2a"
  FROM (
    SELECT
      CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN 0 WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
      TRY_CAST(round(to_unixtime(CAST("at" AS timestamp(6))) * 1e+06) AS bigint) AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CAST("wind" AS double) AS "v1a",
      CAST("carrier" AS varchar) AS "v2a"
    FROM "ml"."log"
    WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6)))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "base" AS (
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
    CASE WHEN NOT ("matched" IS NULL) THEN ? ELSE CAST(NULL AS varchar) END AS "v0",
    CASE WHEN NOT (NOT ("matched" IS NULL)) THEN CAST(NULL AS varchar) WHEN ("v1a" IS NULL) AND ("v1b" IS NULL) THEN ? WHEN ((NOT ("v1a" IS NULL)) AND (NOT (is_finite("v1a") AND (abs("v1a") <= 1e+150)))) AND ((NOT ("v1b" IS NULL)) AND (NOT (is_finite("v1b") AND (abs("v1b") <= 1e+150)))) THEN ? WHEN (CASE WHEN (is_finite("v1a") AND (abs("v1a") <= 1e+150)) AND (is_finite("v1b") AND (abs("v1b") <= 1e+150)) THEN CASE WHEN abs("v1a" - "v1b") <= (1e-06 * greatest(1e+00, greatest(abs("v1a"), abs("v1b")))) THEN 1 ELSE 0 END ELSE 0 END) = 1 THEN ? ELSE ? END AS "v1",
    CASE WHEN NOT (NOT ("matched" IS NULL)) THEN CAST(NULL AS varchar) WHEN ("v2a" IS NULL) AND ("v2b" IS NULL) THEN ? WHEN "v2a" = "v2b" THEN ? ELSE ? END AS "v2"
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
        CAST("wind" AS double) AS "v1b",
        CAST("carrier" AS varchar) AS "v2b"
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
    TRY_CAST(floor(0e+00) AS bigint) AS "cell",
    "cat" AS "cat",
    count(*) AS "n",
    0e+00 AS "off",
    0e+00 AS "off2"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN "v" IS NULL THEN 1 ELSE 0 END AS "kind",
      "v" AS "cat"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS varchar) AS "v"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY 2, 3, 5
  ORDER BY "n" DESC NULLS LAST, "cat" NULLS LAST
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
    TRY_CAST(floor(0e+00) AS bigint) AS "cell",
    "cat" AS "cat",
    count(*) AS "n",
    0e+00 AS "off",
    0e+00 AS "off2"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN "v" IS NULL THEN 1 ELSE 0 END AS "kind",
      "v" AS "cat"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v1" AS varchar) AS "v"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY 2, 3, 5
  ORDER BY "n" DESC NULLS LAST, "cat" NULLS LAST
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
    TRY_CAST(floor(0e+00) AS bigint) AS "cell",
    "cat" AS "cat",
    count(*) AS "n",
    0e+00 AS "off",
    0e+00 AS "off2"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN "v" IS NULL THEN 1 ELSE 0 END AS "kind",
      "v" AS "cat"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v2" AS varchar) AS "v"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY 2, 3, 5
  ORDER BY "n" DESC NULLS LAST, "cat" NULLS LAST
  LIMIT 10002
) AS "d"
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  max("t") AS "cell",
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "t" AS "t"
  FROM "base"
) AS "r"
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC same same same same differs same same differs]
