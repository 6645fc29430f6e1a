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
      `wind` AS `v0`,
      `rain` AS `v1`,
      `distance` AS `v2`,
      `age` AS `v3`
    FROM `ml`.`log`
    WHERE (`at` >= CAST(? AS DATETIME(6))) AND (`at` < CAST(? AS DATETIME(6)))
  ) AS `l`
  WHERE NOT (`span` IS NULL)
)
SELECT
  2 AS `col`,
  `span` AS `span`,
  CASE WHEN (`key` IS NULL) OR (`key` = 2.5e-01) THEN 1 WHEN (abs(`key`) <= 1.7976931348623157e+308) AND (`key` <> 5e-01) THEN CASE WHEN `part` > 0e+00 THEN 32 ELSE 0 END ELSE 2 END AS `kind`,
  CASE WHEN (abs(`key`) <= 1.7976931348623157e+308) AND (`key` <> 5e-01) THEN CAST(floor(`key`) AS SIGNED) ELSE 0 END AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  `n` AS `n`,
  `off` AS `off`,
  `off2` AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    `key` AS `key`,
    CAST(sum(`often`) AS SIGNED) AS `n`,
    sum(`y` * `often`) AS `off`,
    sum((`y` * `y`) * `often`) AS `off2`,
    max(`part`) AS `part`
  FROM (
    SELECT
      `span` AS `span`,
      `often` AS `often`,
      CASE WHEN `x` > 0e+00 THEN floor(log2(`x`) + 9.5367431640625e-07) + 1.048576e+06 WHEN `x` < 0e+00 THEN 0e+00 - (floor(log2(0e+00 - `x`) + 9.5367431640625e-07) + 1.048576e+06) ELSE `x` * 0e+00 END AS `key`,
      CASE WHEN (abs(`x`) >= 3.8725919148493183e-121) AND (abs(`x`) <= 2.5822498780869086e+120) THEN `x` ELSE 0e+00 END AS `y`,
      `x` - floor(`x`) AS `part`
    FROM (
      SELECT
        `span` AS `span`,
        `often` AS `often`,
        CAST(`v` AS DOUBLE) AS `x`,
        `v` IS NULL AS `absent`
      FROM (
        SELECT
          `span` AS `span`,
          `v` AS `v`,
          count(*) AS `often`
        FROM (
          SELECT
            `span` AS `span`,
            `v2` AS `v`
          FROM `base`
        ) AS `t`
        GROUP BY 1, 2
      ) AS `f`
    ) AS `r`
  ) AS `k`
  GROUP BY 1, 2
) AS `o`
UNION ALL
SELECT
  3 AS `col`,
  `span` AS `span`,
  CASE WHEN (`key` IS NULL) OR (`key` = 2.5e-01) THEN 1 WHEN (abs(`key`) <= 1.7976931348623157e+308) AND (`key` <> 5e-01) THEN CASE WHEN `part` > 0e+00 THEN 32 ELSE 0 END ELSE 2 END AS `kind`,
  CASE WHEN (abs(`key`) <= 1.7976931348623157e+308) AND (`key` <> 5e-01) THEN CAST(floor(`key`) AS SIGNED) ELSE 0 END AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  `n` AS `n`,
  `off` AS `off`,
  `off2` AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    `key` AS `key`,
    count(*) AS `n`,
    sum(`y`) AS `off`,
    sum(`y` * `y`) AS `off2`,
    max(`part`) AS `part`
  FROM (
    SELECT
      `span` AS `span`,
      CASE WHEN (`x` IS NULL) AND (NOT `absent`) THEN 5e-01 ELSE CASE WHEN `x` > 0e+00 THEN floor(log2(`x`) + 9.5367431640625e-07) + 1.048576e+06 WHEN `x` < 0e+00 THEN 0e+00 - (floor(log2(0e+00 - `x`) + 9.5367431640625e-07) + 1.048576e+06) ELSE `x` * 0e+00 END END AS `key`,
      CASE WHEN (abs(`x`) >= 3.8725919148493183e-121) AND (abs(`x`) <= 2.5822498780869086e+120) THEN `x` ELSE 0e+00 END AS `y`,
      `x` - floor(`x`) AS `part`
    FROM (
      SELECT
        `span` AS `span`,
        CASE WHEN CONVERT(`v3` USING utf8mb4) REGEXP '^[ \\t-\\r]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?[ \\t-\\r]*$' THEN NULLIF(NULLIF(CAST(CONVERT(`v3` USING utf8mb4) AS DOUBLE), 1.7976931348623157e+308), (-1.7976931348623157e+308)) END AS `x`,
        `v3` IS NULL AS `absent`
      FROM `base`
    ) AS `r`
  ) AS `k`
  GROUP BY 1, 2
) AS `o`
UNION ALL
SELECT
  `col` AS `col`,
  `span` AS `span`,
  CASE WHEN (`key` IS NULL) OR (`key` = 2.5e-01) THEN 1 WHEN (abs(`key`) <= 1.7976931348623157e+308) AND (`key` <> 5e-01) THEN CASE WHEN `part` = 1 THEN 32 ELSE 0 END ELSE 2 END AS `kind`,
  CASE WHEN (abs(`key`) <= 1.7976931348623157e+308) AND (`key` <> 5e-01) THEN CAST(floor(`key`) AS SIGNED) ELSE 0 END AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  `often` AS `n`,
  `off` AS `off`,
  `off2` AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    `col` AS `col`,
    CASE WHEN `col` = 1 THEN `key1` ELSE `key0` END AS `key`,
    CAST(sum(`n`) AS SIGNED) AS `often`,
    sum(CASE WHEN `col` = 1 THEN `off1` ELSE `off0` END) AS `off`,
    sum(CASE WHEN `col` = 1 THEN CASE WHEN (CASE WHEN (abs((CASE WHEN abs(`off1`) <= 1.7976931348623157e+308 THEN `off1` ELSE 0e+00 END) / `n`) >= 3.8725919148493183e-121) AND (abs((CASE WHEN abs(`off1`) <= 1.7976931348623157e+308 THEN `off1` ELSE 0e+00 END) / `n`) <= 2.5822498780869086e+120) THEN (CASE WHEN abs(`off1`) <= 1.7976931348623157e+308 THEN `off1` ELSE 0e+00 END) / `n` ELSE 0e+00 END) <> 0e+00 THEN `n` * (`variance1` + ((CASE WHEN (abs((CASE WHEN abs(`off1`) <= 1.7976931348623157e+308 THEN `off1` ELSE 0e+00 END) / `n`) >= 3.8725919148493183e-121) AND (abs((CASE WHEN abs(`off1`) <= 1.7976931348623157e+308 THEN `off1` ELSE 0e+00 END) / `n`) <= 2.5822498780869086e+120) THEN (CASE WHEN abs(`off1`) <= 1.7976931348623157e+308 THEN `off1` ELSE 0e+00 END) / `n` ELSE 0e+00 END) * (CASE WHEN (abs((CASE WHEN abs(`off1`) <= 1.7976931348623157e+308 THEN `off1` ELSE 0e+00 END) / `n`) >= 3.8725919148493183e-121) AND (abs((CASE WHEN abs(`off1`) <= 1.7976931348623157e+308 THEN `off1` ELSE 0e+00 END) / `n`) <= 2.5822498780869086e+120) THEN (CASE WHEN abs(`off1`) <= 1.7976931348623157e+308 THEN `off1` ELSE 0e+00 END) / `n` ELSE 0e+00 END))) ELSE 0e+00 END ELSE CASE WHEN (CASE WHEN (abs((CASE WHEN abs(`off0`) <= 1.7976931348623157e+308 THEN `off0` ELSE 0e+00 END) / `n`) >= 3.8725919148493183e-121) AND (abs((CASE WHEN abs(`off0`) <= 1.7976931348623157e+308 THEN `off0` ELSE 0e+00 END) / `n`) <= 2.5822498780869086e+120) THEN (CASE WHEN abs(`off0`) <= 1.7976931348623157e+308 THEN `off0` ELSE 0e+00 END) / `n` ELSE 0e+00 END) <> 0e+00 THEN `n` * (`variance0` + ((CASE WHEN (abs((CASE WHEN abs(`off0`) <= 1.7976931348623157e+308 THEN `off0` ELSE 0e+00 END) / `n`) >= 3.8725919148493183e-121) AND (abs((CASE WHEN abs(`off0`) <= 1.7976931348623157e+308 THEN `off0` ELSE 0e+00 END) / `n`) <= 2.5822498780869086e+120) THEN (CASE WHEN abs(`off0`) <= 1.7976931348623157e+308 THEN `off0` ELSE 0e+00 END) / `n` ELSE 0e+00 END) * (CASE WHEN (abs((CASE WHEN abs(`off0`) <= 1.7976931348623157e+308 THEN `off0` ELSE 0e+00 END) / `n`) >= 3.8725919148493183e-121) AND (abs((CASE WHEN abs(`off0`) <= 1.7976931348623157e+308 THEN `off0` ELSE 0e+00 END) / `n`) <= 2.5822498780869086e+120) THEN (CASE WHEN abs(`off0`) <= 1.7976931348623157e+308 THEN `off0` ELSE 0e+00 END) / `n` ELSE 0e+00 END))) ELSE 0e+00 END END) AS `off2`,
    max(CASE WHEN `col` = 1 THEN `part1` ELSE `part0` END) AS `part`
  FROM (
    SELECT
      `span` AS `span`,
      `key0` AS `key0`,
      `key1` AS `key1`,
      count(*) AS `n`,
      sum(`y0`) AS `off0`,
      var_pop(`y0`) AS `variance0`,
      max(CASE WHEN `x0` <> floor(`x0`) THEN 1 ELSE 0 END) AS `part0`,
      sum(`y1`) AS `off1`,
      var_pop(`y1`) AS `variance1`,
      max(CASE WHEN `x1` <> floor(`x1`) THEN 1 ELSE 0 END) AS `part1`
    FROM (
      SELECT
        `span` AS `span`,
        CASE WHEN `x0` > 0e+00 THEN floor(log2(`x0`) + 9.5367431640625e-07) + 1.048576e+06 WHEN `x0` < 0e+00 THEN 0e+00 - (floor(log2(0e+00 - `x0`) + 9.5367431640625e-07) + 1.048576e+06) ELSE `x0` * 0e+00 END AS `key0`,
        `x0` AS `x0`,
        `x0` AS `y0`,
        CASE WHEN `x1` > 0e+00 THEN floor(log2(`x1`) + 9.5367431640625e-07) + 1.048576e+06 WHEN `x1` < 0e+00 THEN 0e+00 - (floor(log2(0e+00 - `x1`) + 9.5367431640625e-07) + 1.048576e+06) ELSE `x1` * 0e+00 END AS `key1`,
        `x1` AS `x1`,
        `x1` AS `y1`
      FROM (
        SELECT
          `span` AS `span`,
          `v0` AS `x0`,
          `v1` AS `x1`
        FROM `base`
      ) AS `r`
    ) AS `k`
    GROUP BY 1, 2, 3
  ) AS `c`
  JOIN (
    SELECT
      0 AS `col`
    UNION ALL
    SELECT
      1 AS `col`
  ) AS `b` ON TRUE
  GROUP BY 1, 2, 3
) AS `o`
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
