WITH `base` AS (
  SELECT
    `span` AS `span`,
    `t` AS `t`,
    `v0` AS `v0`
  FROM (
    SELECT
      CASE WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 0 WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 1 + ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) - ?) DIV ?) END AS `span`,
      `at` AS `t`,
      `wind` AS `v0`
    FROM `ml`.`log`
    WHERE (`at` >= CAST(? AS DATETIME(6))) AND (`at` < CAST(? AS DATETIME(6)))
  ) AS `l`
  WHERE NOT (`span` IS NULL)
)
SELECT
  0 AS `col`,
  `span` AS `span`,
  `kind` AS `kind`,
  `cell` AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  CAST(CAST(sum(CAST(floor((`f` * 1.048576e+06) + 5e-01) AS SIGNED)) AS SIGNED) AS DOUBLE) AS `off`,
  CAST(CAST(sum(CAST(floor(((`f` * `f`) * 1.048576e+06) + 5e-01) AS SIGNED)) AS SIGNED) AS DOUBLE) AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    `kind` AS `kind`,
    CAST(floor(`u`) AS SIGNED) AS `cell`,
    `u` - CAST(floor(`u`) AS SIGNED) AS `f`
  FROM (
    SELECT
      `span` AS `span`,
      `kind` AS `kind`,
      `x` AS `x`,
      CASE WHEN `x` > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN `x` < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE `x` * 4e+00 END AS `u`
    FROM (
      SELECT
        `span` AS `span`,
        CASE WHEN abs(`x`) <= 1.7976931348623157e+308 THEN CAST(CASE WHEN `x` = 0e+00 THEN 8 ELSE 0 END AS SIGNED) + (CASE WHEN (`x` < 0e+00) OR (`x` > 4e+01) THEN 16 ELSE 0 END) WHEN `absent` THEN 1 ELSE 2 END AS `kind`,
        CASE WHEN abs(`x`) <= 1.7976931348623157e+308 THEN `x` ELSE 0e+00 END AS `x`
      FROM (
        SELECT
          `span` AS `span`,
          CAST(`v0` AS DOUBLE) AS `x`,
          `v0` IS NULL AS `absent`
        FROM `base`
      ) AS `r`
    ) AS `s`
  ) AS `p`
) AS `c`
GROUP BY 2, 3, 4
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362718800000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
