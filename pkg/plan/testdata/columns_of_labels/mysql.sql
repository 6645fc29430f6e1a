WITH `logged` AS (
  SELECT
    `span` AS `span`,
    `t` AS `t`,
    `id0` AS `id0`,
    `row` AS `row`
  FROM (
    SELECT
      CASE WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 0 WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 1 + ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) - ?) DIV ?) END AS `span`,
      TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) AS `t`,
      `id` AS `id0`,
      row_number() OVER () AS `row`
    FROM `ml`.`log`
    WHERE (`at` >= CAST(? AS DATETIME(6))) AND (`at` < CAST(? AS DATETIME(6)))
  ) AS `l`
  WHERE NOT (`span` IS NULL)
), `base` AS (
  SELECT
    `span` AS `span`,
    `t` AS `t`,
    `id0` AS `id0`,
    `row` AS `row`,
    `label` AS `label`,
    `seen` AS `seen`,
    `state` AS `state`,
    CAST(CAST(`seen` AS SIGNED) - `t` AS DOUBLE) / 1e+06 AS `v0`
  FROM (
    SELECT
      `p`.`span` AS `span`,
      `p`.`t` AS `t`,
      `p`.`id0` AS `id0`,
      `p`.`row` AS `row`,
      `o`.`label` AS `label`,
      `o`.`seen` AS `seen`,
      CASE WHEN `o`.`label` IS NULL THEN 0 ELSE 1 END AS `state`,
      row_number() OVER (PARTITION BY `p`.`row` ORDER BY `o`.`seen` DESC, CAST(CONVERT(`o`.`label` USING utf8mb4) AS BINARY) DESC) AS `choice`
    FROM `logged` AS `p`
    LEFT JOIN (
      SELECT
        `id` AS `id0`,
        CAST(CASE `was_late` WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE CAST(`was_late` + 0 AS CHAR) END AS BINARY) AS `label`,
        TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `seen`) AS `seen`
      FROM `ml`.`outcomes`
      WHERE (NOT (`id` IS NULL)) AND (NOT (`was_late` IS NULL)) AND (`seen` >= CAST(? AS DATETIME(6))) AND (`seen` < CAST(? AS DATETIME(6)))
    ) AS `o` ON (`p`.`id0` = `o`.`id0`) AND (`o`.`seen` <= (CAST(`p`.`t` AS SIGNED) + 86400000000))
  ) AS `c`
  WHERE `choice` = 1
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
    (CASE WHEN `x` < 0e+00 THEN -1 ELSE 1 END) * (CAST(floor(`u`) AS SIGNED) + 1048576) AS `cell`,
    least(greatest(((abs(`x`) / (CASE WHEN (CAST(CAST(floor(`u`) AS SIGNED) AS DOUBLE) / 3.2e+01) < 1024 THEN pow(2e+00, CAST(CAST(floor(`u`) AS SIGNED) AS DOUBLE) / 3.2e+01) ELSE 1.7976931348623157e+308 END)) - 1e+00) / 2.1897148654116627e-02, 0e+00), 1e+00) AS `f`
  FROM (
    SELECT
      `span` AS `span`,
      `kind` AS `kind`,
      `x` AS `x`,
      (ln(abs(`x`)) * 4.616624130844683e+01) + 9.5367431640625e-07 AS `u`
    FROM (
      SELECT
        `span` AS `span`,
        CASE WHEN abs(`x`) <= 1.7976931348623157e+308 THEN CASE WHEN `x` = 0e+00 THEN 8 ELSE 0 END WHEN `absent` THEN 1 ELSE 2 END AS `kind`,
        CASE WHEN (abs(`x`) <= 1.7976931348623157e+308) AND (`x` <> 0e+00) THEN `x` ELSE 1e+00 END AS `x`
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
  max(`t`) AS `cell`,
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362718800000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-11 05:00:00.000001 +0000 UTC]
