WITH `base` AS (
  SELECT
    0 AS `span`,
    `wind` AS `v0`,
    `rain` AS `v1`
  FROM `ml`.`log`
)
SELECT
  0 AS `col`,
  0 AS `span`,
  64 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  `key` AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    floor(CASE WHEN abs(`x`) <= 4.503599627370496e+15 THEN `x` * 4e+00 WHEN abs(`x`) <= 1.7976931348623157e+308 THEN CASE WHEN `x` < 0e+00 THEN (-1.8014398509481984e+16) ELSE 1.8014398509481984e+16 END ELSE `x` * 0e+00 END) AS `key`
  FROM (
    SELECT
      `span` AS `span`,
      CAST(`v0` AS DOUBLE) AS `x`
    FROM `base`
  ) AS `r`
) AS `k`
GROUP BY 7
UNION ALL
SELECT
  1 AS `col`,
  0 AS `span`,
  64 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  `key` AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    CASE WHEN `x` > 0e+00 THEN floor((log2(`x`) * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06 WHEN `x` < 0e+00 THEN 0e+00 - (floor((log2(0e+00 - `x`) * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06) ELSE `x` * 0e+00 END AS `key`
  FROM (
    SELECT
      `span` AS `span`,
      CAST(`v1` AS DOUBLE) AS `x`
    FROM `base`
  ) AS `r`
) AS `k`
GROUP BY 7
UNION ALL
SELECT
  -1 AS `col`,
  `span` AS `span`,
  0 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  0e+00 AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    `span` AS `span`
  FROM `base`
) AS `r`
GROUP BY 2
-- bound: []
