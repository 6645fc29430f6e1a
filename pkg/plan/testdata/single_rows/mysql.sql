WITH `logged` AS (
  SELECT
    `span` AS `span`,
    `t` AS `t`,
    `id0` AS `id0`,
    `row` AS `row`,
    `r1` AS `r1`,
    `r2` AS `r2`,
    `r3` AS `r3`,
    `r4` AS `r4`
  FROM (
    SELECT
      `span` AS `span`,
      `t` AS `t`,
      `id0` AS `id0`,
      `row` AS `row`,
      `r1` AS `r1`,
      `r2` AS `r2`,
      `r3` AS `r3`,
      `r4` AS `r4`
    FROM (
      SELECT
        CASE WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 0 WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 1 + ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) - ?) DIV ?) END AS `span`,
        TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) AS `t`,
        `id` AS `id0`,
        row_number() OVER () AS `row`,
        CAST(CAST(`id` AS CHAR) AS BINARY) AS `r1`,
        CAST(CONVERT(`version` USING utf8mb4) AS BINARY) AS `r2`,
        CAST(CASE `late` WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE CAST(`late` + 0 AS CHAR) END AS BINARY) AS `r3`,
        CAST(`score` AS DOUBLE) AS `r4`
      FROM `ml`.`log`
      WHERE (`at` >= CAST(? AS DATETIME(6))) AND (`at` < CAST(? AS DATETIME(6))) AND ((CASE WHEN (abs(CAST(`score` AS DOUBLE)) <= 1.7976931348623157e+308) AND (CAST(`score` AS DOUBLE) >= (-1e-06)) AND (CAST(`score` AS DOUBLE) <= 1.000001e+00) AND (CAST(`score` AS DOUBLE) >= ?) THEN 1 ELSE 0 END) = 1)
    ) AS `l`
    WHERE NOT (`span` IS NULL)
  ) AS `n`
  ORDER BY `t` DESC, `r1` IS NULL, `r1`, `r2` IS NULL, `r2`, `r3` IS NULL, `r3`, `r4` IS NULL, `r4`
  LIMIT 50
), `base` AS (
  SELECT
    `span` AS `span`,
    `t` AS `t`,
    `id0` AS `id0`,
    `row` AS `row`,
    `r1` AS `r1`,
    `r2` AS `r2`,
    `r3` AS `r3`,
    `r4` AS `r4`,
    `label` AS `label`,
    `seen` AS `seen`,
    `state` AS `state`
  FROM (
    SELECT
      `p`.`span` AS `span`,
      `p`.`t` AS `t`,
      `p`.`id0` AS `id0`,
      `p`.`row` AS `row`,
      `p`.`r1` AS `r1`,
      `p`.`r2` AS `r2`,
      `p`.`r3` AS `r3`,
      `p`.`r4` AS `r4`,
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
  `t` AS `r0`,
  `r1` AS `r1`,
  `r2` AS `r2`,
  `r3` AS `r3`,
  `r4` AS `r4`,
  `label` AS `r5`,
  CASE WHEN `label` IS NULL THEN CAST(NULL AS SIGNED) ELSE `seen` END AS `r6`
FROM `base`
ORDER BY `t` DESC, `r1` IS NULL, `r1`, `r2` IS NULL, `r2`, `r3` IS NULL, `r3`, `r4` IS NULL, `r4`
LIMIT 50
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362718800000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 0.5 2013-03-01 05:00:00 +0000 UTC 2013-03-11 05:00:00.000001 +0000 UTC]
