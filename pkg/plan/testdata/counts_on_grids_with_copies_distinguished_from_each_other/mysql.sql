WITH `base` AS (
  SELECT
    `span` AS `span`,
    `t` AS `t`,
    `v0` AS `v0`,
    `v1` AS `v1`,
    `v2` AS `v2`,
    `v3` AS `v3`
  FROM (
    SELECT
      CASE WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 0 WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 1 + ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) - ?) DIV ?) END AS `span`,
      `at` AS `t`,
      CASE WHEN `id` IS NULL THEN 1 ELSE row_number() OVER (PARTITION BY CASE WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) - ?) DIV ?) END, `id`, CAST(CONVERT(`version` USING utf8mb4) AS BINARY) ORDER BY TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) IS NULL, TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`)) END AS `copy`,
      TRUE AS `kept`,
      `wind` AS `v0`,
      `rain` AS `v1`,
      `distance` AS `v2`,
      `age` AS `v3`
    FROM `ml`.`log`
    WHERE (`at` >= CAST(? AS DATETIME(6))) AND (`at` < CAST(? AS DATETIME(6)))
  ) AS `l`
  WHERE (NOT (`span` IS NULL)) AND (`copy` = 1) AND `kept`
)
SELECT
  0 AS `col`,
  `span` AS `span`,
  64 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  `key` AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    floor(CASE WHEN abs(`x`) <= 4.503599627370496e+15 THEN `x` * 4e+00 WHEN abs(`x`) <= 1.7976931348623157e+308 THEN CASE WHEN `x` < 0e+00 THEN (-1.8014398509481984e+16) ELSE 1.8014398509481984e+16 END ELSE `x` * 0e+00 END) AS `key`
  FROM (
    SELECT
      `span` AS `span`,
      CAST(`v0` AS DOUBLE) AS `x`
    FROM `base`
  ) AS `r`
) AS `k`
GROUP BY 2, 7
UNION ALL
SELECT
  1 AS `col`,
  `span` AS `span`,
  64 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  `key` AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    CASE WHEN `x` > 0e+00 THEN floor((log2(`x`) * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06 WHEN `x` < 0e+00 THEN 0e+00 - (floor((log2(0e+00 - `x`) * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06) ELSE `x` * 0e+00 END AS `key`
  FROM (
    SELECT
      `span` AS `span`,
      CAST(`v1` AS DOUBLE) AS `x`
    FROM `base`
  ) AS `r`
) AS `k`
GROUP BY 2, 7
UNION ALL
SELECT
  2 AS `col`,
  `span` AS `span`,
  64 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  `key` AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    floor(CASE WHEN abs(`x`) <= 1.8014398509481984e+16 THEN `x` WHEN abs(`x`) <= 1.7976931348623157e+308 THEN CASE WHEN `x` < 0e+00 THEN (-1.8014398509481984e+16) ELSE 1.8014398509481984e+16 END ELSE `x` * 0e+00 END) AS `key`
  FROM (
    SELECT
      `span` AS `span`,
      CAST(`v2` AS DOUBLE) AS `x`
    FROM `base`
  ) AS `r`
) AS `k`
GROUP BY 2, 7
UNION ALL
SELECT
  3 AS `col`,
  `span` AS `span`,
  64 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  `key` AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    CASE WHEN (`x` IS NULL) AND (NOT `absent`) THEN 5e-01 ELSE floor(CASE WHEN abs(`x`) <= 4.503599627370496e+15 THEN `x` * 4e+00 WHEN abs(`x`) <= 1.7976931348623157e+308 THEN CASE WHEN `x` < 0e+00 THEN (-1.8014398509481984e+16) ELSE 1.8014398509481984e+16 END ELSE `x` * 0e+00 END) END AS `key`
  FROM (
    SELECT
      `span` AS `span`,
      CASE WHEN CONVERT(`v3` USING utf8mb4) REGEXP '^[ \\t-\\r]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?[ \\t-\\r]*$' THEN NULLIF(NULLIF(CAST(CONVERT(`v3` USING utf8mb4) AS DOUBLE), 1.7976931348623157e+308), (-1.7976931348623157e+308)) END AS `x`,
      `v3` IS NULL AS `absent`
    FROM `base`
  ) AS `r`
) AS `k`
GROUP BY 2, 7
UNION ALL
SELECT
  -1 AS `col`,
  `span` AS `span`,
  0 AS `kind`,
  TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', max(`t`)) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  0e+00 AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    `t` AS `t`
  FROM `base`
) AS `r`
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362718800000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362114000000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
