-- duckdb
WITH "base" AS NOT MATERIALIZED (
  SELECT
    CASE WHEN "predicted_at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "predicted_at" < make_timestamp(?) THEN 0 WHEN "predicted_at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "predicted_at" < make_timestamp(?) THEN 1 + ((epoch_us("predicted_at") - ?) // ?) END AS "span",
    CAST("p"."distance" AS DOUBLE) AS "x"
  FROM "ml"."predictions" AS "p"
  WHERE ("predicted_at" >= make_timestamp(?)) AND ("predicted_at" < make_timestamp(?)) AND (CAST("p"."carrier" AS VARCHAR) IN (?, ?))
)
SELECT
  "base"."span" AS "span",
  CASE WHEN isfinite("x") THEN CAST(floor(CASE WHEN "x" > 7.205759403792794e+16 THEN 9.007199254740992e+15 WHEN "x" < (-7.205759403792794e+16) THEN (-9.007199254740992e+15) ELSE "x" * 1.25e-01 END) AS BIGINT) END AS "cell",
  count(*) AS "n",
  CAST(sum(CAST(floor((CASE WHEN "x" > 8.796093022208e+12 THEN 9.007199254740992e+15 WHEN "x" < (-8.796093022208e+12) THEN (-9.007199254740992e+15) ELSE "x" * 1.024e+03 END) + 5e-01) AS BIGINT)) AS BIGINT) AS "sum"
FROM "base"
GROUP BY 1, 2
ORDER BY "span" NULLS LAST, "cell" DESC NULLS LAST
LIMIT 100
-- bound: [1364788800000000 1365393600000000 1366516800000000 1367121600000000 1366516800000000 86400000000 1364788800000000 1367121600000000 AA o'hare]

