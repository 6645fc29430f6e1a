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
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      epoch_us("at") AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CAST("wind" AS DOUBLE) AS "v1a",
      CAST("carrier" AS VARCHAR) AS "v2a"
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
    "v1a" AS "v1a",
    "v2a" AS "v2a",
    "matched" AS "matched",
    "v1b" AS "v1b",
    "v2b" AS "v2b",
    CASE WHEN NOT ("matched" IS NULL) THEN ? ELSE CAST(NULL AS VARCHAR) END AS "v0",
    CASE WHEN NOT (NOT ("matched" IS NULL)) THEN CAST(NULL AS VARCHAR) WHEN ("v1a" IS NULL) AND ("v1b" IS NULL) THEN ? WHEN ((NOT ("v1a" IS NULL)) AND (NOT (isfinite("v1a") AND (abs("v1a") <= 1e+150)))) AND ((NOT ("v1b" IS NULL)) AND (NOT (isfinite("v1b") AND (abs("v1b") <= 1e+150)))) THEN ? WHEN (CASE WHEN (isfinite("v1a") AND (abs("v1a") <= 1e+150)) AND (isfinite("v1b") AND (abs("v1b") <= 1e+150)) THEN CASE WHEN abs("v1a" - "v1b") <= (1e-06 * greatest(1e+00, greatest(abs("v1a"), abs("v1b")))) THEN 1 ELSE 0 END ELSE 0 END) = 1 THEN ? ELSE ? END AS "v1",
    CASE WHEN NOT (NOT ("matched" IS NULL)) THEN CAST(NULL AS VARCHAR) WHEN ("v2a" IS NULL) AND ("v2b" IS NULL) THEN ? WHEN "v2a" = "v2b" THEN ? ELSE ? END AS "v2"
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
        CAST("wind" AS DOUBLE) AS "v1b",
        CAST("carrier" AS VARCHAR) AS "v2b"
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
    CAST(floor(0e+00) AS BIGINT) AS "cell",
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
        CAST("v0" AS VARCHAR) AS "v"
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
    CAST(floor(0e+00) AS BIGINT) AS "cell",
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
        CAST("v1" AS VARCHAR) AS "v"
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
    CAST(floor(0e+00) AS BIGINT) AS "cell",
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
        CAST("v2" AS VARCHAR) AS "v"
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
  CAST(NULL AS VARCHAR) AS "cat",
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 same same same same differs same same differs]
