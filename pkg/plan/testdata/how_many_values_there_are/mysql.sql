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
      `carrier` AS `v0`,
      `wind` AS `v1`
    FROM `ml`.`log`
    WHERE (`at` >= CAST(? AS DATETIME(6))) AND (`at` < CAST(? AS DATETIME(6)))
  ) AS `l`
  WHERE NOT (`span` IS NULL)
)
SELECT
  0 AS `col`,
  `span` AS `span`,
  0 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  0e+00 AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT DISTINCT
    `span` AS `span`,
    `v` AS `v`
  FROM (
    SELECT
      `span` AS `span`,
      CAST(CONVERT(`v0` USING utf8mb4) AS BINARY) AS `v`
    FROM `base`
  ) AS `r`
  WHERE NOT (`v` IS NULL)
) AS `d`
GROUP BY 2
UNION ALL
SELECT
  1 AS `col`,
  `span` AS `span`,
  0 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  0e+00 AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT DISTINCT
    `span` AS `span`,
    CASE WHEN `x` = 0e+00 THEN 0e+00 ELSE `x` END AS `x`
  FROM (
    SELECT
      `span` AS `span`,
      CAST(`v1` AS DOUBLE) AS `x`
    FROM `base`
  ) AS `r`
  WHERE abs(`x`) <= 1.7976931348623157e+308
) AS `d`
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362718800000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
