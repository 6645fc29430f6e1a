WITH "logged" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row"
  FROM (
    SELECT
      CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN 0 WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
      TRY_CAST(round(to_unixtime(CAST("at" AS timestamp(6))) * 1e+06) AS bigint) AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row"
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
    "label" AS "label",
    "seen" AS "seen",
    "state" AS "state",
    CAST(CAST("seen" AS bigint) - "t" AS double) / 1e+06 AS "v0"
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
        CAST("was_late" AS varchar) AS "label",
        TRY_CAST(round(to_unixtime(CAST("seen" AS timestamp(6))) * 1e+06) AS bigint) AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= CAST(? AS timestamp(6))) AND ("seen" < CAST(? AS timestamp(6)))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."seen" <= (CAST("p"."t" AS bigint) + 86400000000))
  ) AS "c"
  WHERE "choice" = 1
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  CAST(CAST(sum(TRY_CAST(floor(("f" * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off",
  CAST(CAST(sum(TRY_CAST(floor((("f" * "f") * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    (CASE WHEN "x" < 0e+00 THEN -1 ELSE 1 END) * (TRY_CAST(floor("u") AS bigint) + 1048576) AS "cell",
    least(greatest(((abs("x") / power(2e+00, CAST(TRY_CAST(floor("u") AS bigint) AS double) / 3.2e+01)) - 1e+00) / 2.1897148654116627e-02, 0e+00), 1e+00) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      (ln(abs("x")) * 4.616624130844683e+01) + 9.5367431640625e-07 AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN is_finite("x") THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN is_finite("x") AND ("x" <> 0e+00) THEN "x" ELSE 1e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          CAST("v0" AS double) AS "x",
          "v0" IS NULL AS "absent"
        FROM "base"
      ) AS "r"
    ) AS "s"
  ) AS "p"
) AS "c"
GROUP BY 2, 3, 4
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-11 05:00:00.000001 +0000 UTC]
