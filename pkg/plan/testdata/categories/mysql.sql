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
      `late` AS `v1`
    FROM `ml`.`log`
    WHERE (`at` >= CAST(? AS DATETIME(6))) AND (`at` < CAST(? AS DATETIME(6)))
  ) AS `l`
  WHERE NOT (`span` IS NULL)
)
SELECT
  0 AS `col`,
  `span` AS `span`,
  `kind` AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  `cat` AS `cat`,
  CAST(sum(`often`) AS SIGNED) AS `n`,
  0e+00 AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    `often` AS `often`,
    CASE WHEN `v` IS NULL THEN 1 WHEN `v` IN (CAST(? AS BINARY), CAST(? AS BINARY)) THEN 0 WHEN `v` IN (CAST(? AS BINARY)) THEN 3 ELSE 4 END AS `kind`,
    CASE WHEN `v` IN (CAST(? AS BINARY), CAST(? AS BINARY)) THEN `v` ELSE CAST(NULL AS BINARY) END AS `cat`
  FROM (
    SELECT
      `span` AS `span`,
      `v` AS `v`,
      count(*) AS `often`
    FROM (
      SELECT
        `span` AS `span`,
        CAST(CONVERT(`v0` USING utf8mb4) AS BINARY) AS `v`
      FROM `base`
    ) AS `t`
    GROUP BY 1, 2
  ) AS `r`
) AS `k`
GROUP BY 2, 3, 5
UNION ALL
SELECT
  1 AS `col`,
  `span` AS `span`,
  `kind` AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  `cat` AS `cat`,
  CAST(sum(`often`) AS SIGNED) AS `n`,
  0e+00 AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    `often` AS `often`,
    CASE WHEN `v` IS NULL THEN 1 WHEN CAST(CASE `v` WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE CAST(`v` + 0 AS CHAR) END AS BINARY) IN (CAST(? AS BINARY)) THEN 0 WHEN FALSE THEN 3 ELSE 4 END AS `kind`,
    CASE WHEN CAST(CASE `v` WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE CAST(`v` + 0 AS CHAR) END AS BINARY) IN (CAST(? AS BINARY)) THEN CAST(CASE `v` WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE CAST(`v` + 0 AS CHAR) END AS BINARY) ELSE CAST(NULL AS BINARY) END AS `cat`
  FROM (
    SELECT
      `span` AS `span`,
      `v` AS `v`,
      count(*) AS `often`
    FROM (
      SELECT
        `span` AS `span`,
        `v1` AS `v`
      FROM `base`
    ) AS `t`
    GROUP BY 1, 2
  ) AS `r`
) AS `k`
GROUP BY 2, 3, 5
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362718800000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC AA UA DL AA UA true true]
