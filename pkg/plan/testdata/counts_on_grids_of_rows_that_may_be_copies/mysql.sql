WITH `base` AS (
  SELECT
    `span` AS `span`,
    `t` AS `t`,
    `v0` AS `v0`,
    `v1` AS `v1`
  FROM (
    SELECT
      CASE WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 0 WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 1 + ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) - ?) DIV ?) END AS `span`,
      `at` AS `t`,
      `wind` AS `v0`,
      `rain` AS `v1`
    FROM `ml`.`log`
    WHERE (`at` >= CAST(? AS DATETIME(6))) AND (`at` < CAST(? AS DATETIME(6)))
  ) AS `l`
  WHERE NOT (`span` IS NULL)
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
UNION ALL
SELECT
  -2 AS `col`,
  0 AS `span`,
  0 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  max(`often`) AS `n`,
  0e+00 AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    count(*) AS `often`,
    `id0` AS `id0`,
    `id1` AS `id1`,
    `id2` AS `id2`
  FROM (
    SELECT
      CASE WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) - ?) DIV ?) END AS `id0`,
      `id` AS `id1`,
      `version` AS `id2`
    FROM `ml`.`log`
    WHERE (`at` >= CAST(? AS DATETIME(6))) AND (`at` < CAST(? AS DATETIME(6))) AND (NOT (`id` IS NULL))
  ) AS `r`
  GROUP BY 2, 3, 4
) AS `t`
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362718800000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362114000000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
