WITH "logged" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row"
  FROM (
    SELECT
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      CASE WHEN "at" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "at") * 1e+06::float8 AS bigint) WHEN "at" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "at") * 1000000 AS bigint) END AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row"
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
    "label" AS "label",
    "seen" AS "seen",
    "state" AS "state",
    CAST(CAST("seen" AS bigint) - "t" AS float8) / 1e+06::float8 AS "v0"
  FROM (
    SELECT
      "p"."span" AS "span",
      "p"."t" AS "t",
      "p"."id0" AS "id0",
      "p"."row" AS "row",
      "o"."label" AS "label",
      "o"."seen" AS "seen",
      CASE WHEN "o"."label" IS NULL THEN 0 ELSE 1 END AS "state",
      row_number() OVER (PARTITION BY "p"."row" ORDER BY "o"."seen" DESC NULLS LAST, "o"."label" COLLATE "C" DESC NULLS LAST) AS "choice"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        CAST("was_late" AS text) COLLATE "C" AS "label",
        CASE WHEN "seen" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "seen") * 1e+06::float8 AS bigint) WHEN "seen" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "seen") * 1000000 AS bigint) END AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= $8::timestamp) AND ("seen" < $9::timestamp)
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."seen" <= (CAST("p"."t" AS bigint) + 86400000000))
  ) AS "c"
  WHERE "choice" = 1
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  CAST(NULL AS text) AS "cat",
  count(*) AS "n",
  CAST(CAST(sum(CAST(floor(("f" * 1.048576e+06::float8) + 5e-01::float8) AS bigint)) AS bigint) AS float8) AS "off",
  CAST(CAST(sum(CAST(floor(((CASE WHEN abs("f") <= 2.2227587494850775e-162::float8 THEN 0e+00::float8 ELSE "f" * "f" END) * 1.048576e+06::float8) + 5e-01::float8) AS bigint)) AS bigint) AS float8) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    (CASE WHEN "x" < 0e+00::float8 THEN -1 ELSE 1 END) * (CAST(floor("u") AS bigint) + 1048576) AS "cell",
    least(greatest(((abs("x") / (CASE WHEN (CAST(CAST(floor("u") AS bigint) AS float8) / 3.2e+01::float8) >= 1024 THEN 'Infinity'::float8 WHEN (CAST(CAST(floor("u") AS bigint) AS float8) / 3.2e+01::float8) < -1000 THEN power(2e+00::float8, greatest(CAST(CAST(floor("u") AS bigint) AS float8) / 3.2e+01::float8, -1074) + 1000) * 9.332636185032189e-302::float8 ELSE power(2e+00::float8, CAST(CAST(floor("u") AS bigint) AS float8) / 3.2e+01::float8) END)) - 1e+00::float8) / 2.1897148654116627e-02::float8, 0e+00::float8), 1e+00::float8) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      (ln(abs("x")) * 4.616624130844683e+01::float8) + 9.5367431640625e-07::float8 AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN abs("x") < 'Infinity'::float8 THEN CASE WHEN "x" = 0e+00::float8 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN (abs("x") < 'Infinity'::float8) AND ("x" <> 0e+00::float8) THEN "x" ELSE 1e+00::float8 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          CAST("v0" AS float8) AS "x",
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-11 05:00:00.000001 +0000 UTC]
