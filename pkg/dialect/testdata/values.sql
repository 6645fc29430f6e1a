-- duckdb
SELECT
  TRY_CAST(json_extract_string("payload", ?) AS DOUBLE) AS "parsed",
  TRY(json_extract_string("raw", ?)) AS "from text",
  CAST("late" AS VARCHAR) AS "class",
  CASE WHEN "p"."distance" = trunc("p"."distance") AND abs("p"."distance") <= 9007199254740992 THEN CAST(CAST("p"."distance" AS BIGINT) AS VARCHAR) ELSE CAST("p"."distance" AS VARCHAR) END AS "double",
  CASE WHEN contains(CAST("price" AS VARCHAR), '.') THEN rtrim(rtrim(CAST("price" AS VARCHAR), '0'), '.') ELSE CAST("price" AS VARCHAR) END AS "decimal",
  CASE WHEN "t" BETWEEN -9223372036854775 AND 9223372036854775 THEN CAST("t" AS BIGINT) * 1000 END AS "epoch",
  "t" < ? AS "before",
  CAST(floor(ln(abs("p"."distance"))) AS BIGINT) AS "octave",
  (CAST(sign("p"."distance") AS BIGINT) * "cell") + (-1) AS "key",
  CAST("cell" AS DOUBLE) / (-2.5e+00) AS "ratio",
  "p"."carrier" = ANY(CAST(? AS VARCHAR[])) AS "list",
  least(?, greatest("p"."distance", pow(2e+00, "p"."distance"))) AS "bound",
  "at" = ? AS "instant",
  "x
y" IS NULL AS "missing"
FROM "ml"."predictions" AS "p"
-- bound: [/customer/a~1ge /age 2 [x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x] 1.5 1970-01-01 00:00:00 +0000 UTC]

