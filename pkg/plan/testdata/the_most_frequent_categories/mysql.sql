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
      `distance` AS `v1`
    FROM `ml`.`log`
    WHERE (`at` >= CAST(? AS DATETIME(6))) AND (`at` < CAST(? AS DATETIME(6)))
  ) AS `l`
  WHERE NOT (`span` IS NULL)
)
SELECT
  `col` AS `col`,
  `span` AS `span`,
  `kind` AS `kind`,
  `cell` AS `cell`,
  `cat` AS `cat`,
  `n` AS `n`,
  `off` AS `off`,
  `off2` AS `off2`
FROM (
  SELECT
    0 AS `col`,
    `span` AS `span`,
    `kind` AS `kind`,
    CAST(floor(0e+00) AS SIGNED) AS `cell`,
    `cat` AS `cat`,
    count(*) AS `n`,
    0e+00 AS `off`,
    0e+00 AS `off2`
  FROM (
    SELECT
      `span` AS `span`,
      CASE WHEN `v` IS NULL THEN 1 ELSE 0 END AS `kind`,
      `v` AS `cat`
    FROM (
      SELECT
        `span` AS `span`,
        CAST(CONVERT(`v0` USING utf8mb4) AS BINARY) AS `v`
      FROM `base`
    ) AS `r`
  ) AS `k`
  GROUP BY 2, 3, 5
  ORDER BY `n` DESC, `cat` IS NULL, CAST(CONVERT(`cat` USING utf8mb4) AS BINARY)
  LIMIT 10002
) AS `d`
UNION ALL
SELECT
  `col` AS `col`,
  `span` AS `span`,
  `kind` AS `kind`,
  `cell` AS `cell`,
  CAST(CAST(`cat` AS CHAR) AS BINARY) AS `cat`,
  `n` AS `n`,
  `off` AS `off`,
  `off2` AS `off2`
FROM (
  SELECT
    1 AS `col`,
    `span` AS `span`,
    `kind` AS `kind`,
    CAST(floor(0e+00) AS SIGNED) AS `cell`,
    `cat` AS `cat`,
    count(*) AS `n`,
    0e+00 AS `off`,
    0e+00 AS `off2`
  FROM (
    SELECT
      `span` AS `span`,
      CASE WHEN `v` IS NULL THEN 1 ELSE 0 END AS `kind`,
      `v` AS `cat`
    FROM (
      SELECT
        `span` AS `span`,
        `v1` AS `v`
      FROM `base`
    ) AS `r`
  ) AS `k`
  GROUP BY 2, 3, 5
  ORDER BY `n` DESC, `cat` IS NULL, `cat`
  LIMIT 10002
) AS `d`
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
