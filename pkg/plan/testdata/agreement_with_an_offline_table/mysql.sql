WITH `logged` AS (
  SELECT
    `span` AS `span`,
    `t` AS `t`,
    `id0` AS `id0`,
    `row` AS `row`,
    `v1a` AS `v1a`,
    `v2a` AS `v2a`
  FROM (
    SELECT
      CASE WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 0 WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 1 + ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) - ?) DIV ?) END AS `span`,
      TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) AS `t`,
      `id` AS `id0`,
      row_number() OVER () AS `row`,
      CAST(`wind` AS DOUBLE) AS `v1a`,
      CAST(CONVERT(`carrier` USING utf8mb4) AS BINARY) AS `v2a`
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
    `v1a` AS `v1a`,
    `v2a` AS `v2a`,
    `matched` AS `matched`,
    `v1b` AS `v1b`,
    `v2b` AS `v2b`,
    CASE WHEN NOT (`matched` IS NULL) THEN CAST(? AS BINARY) ELSE CAST(NULL AS BINARY) END AS `v0`,
    CASE WHEN NOT (NOT (`matched` IS NULL)) THEN CAST(NULL AS BINARY) WHEN (`v1a` IS NULL) AND (`v1b` IS NULL) THEN CAST(? AS BINARY) WHEN ((NOT (`v1a` IS NULL)) AND (NOT ((abs(`v1a`) <= 1.7976931348623157e+308) AND (abs(`v1a`) <= 1e+150)))) AND ((NOT (`v1b` IS NULL)) AND (NOT ((abs(`v1b`) <= 1.7976931348623157e+308) AND (abs(`v1b`) <= 1e+150)))) THEN CAST(? AS BINARY) WHEN (CASE WHEN ((abs(`v1a`) <= 1.7976931348623157e+308) AND (abs(`v1a`) <= 1e+150)) AND ((abs(`v1b`) <= 1.7976931348623157e+308) AND (abs(`v1b`) <= 1e+150)) THEN CASE WHEN abs(`v1a` - `v1b`) <= (1e-06 * greatest(1e+00, greatest(abs(`v1a`), abs(`v1b`)))) THEN 1 ELSE 0 END ELSE 0 END) = 1 THEN CAST(? AS BINARY) ELSE CAST(? AS BINARY) END AS `v1`,
    CASE WHEN NOT (NOT (`matched` IS NULL)) THEN CAST(NULL AS BINARY) WHEN (`v2a` IS NULL) AND (`v2b` IS NULL) THEN CAST(? AS BINARY) WHEN CAST(CONVERT(`v2a` USING utf8mb4) AS BINARY) = CAST(CONVERT(`v2b` USING utf8mb4) AS BINARY) THEN CAST(? AS BINARY) ELSE CAST(? AS BINARY) END AS `v2`
  FROM (
    SELECT
      `p`.`span` AS `span`,
      `p`.`t` AS `t`,
      `p`.`id0` AS `id0`,
      `p`.`row` AS `row`,
      `p`.`v1a` AS `v1a`,
      `p`.`v2a` AS `v2a`,
      `o`.`matched` AS `matched`,
      `o`.`v1b` AS `v1b`,
      `o`.`v2b` AS `v2b`,
      row_number() OVER (PARTITION BY `p`.`row` ORDER BY `o`.`v1b` IS NULL, `o`.`v1b`, `o`.`v2b` IS NULL, `o`.`v2b`) AS `choice`
    FROM `logged` AS `p`
    LEFT JOIN (
      SELECT
        `id` AS `id0`,
        1 AS `matched`,
        CAST(`wind` AS DOUBLE) AS `v1b`,
        CAST(CONVERT(`carrier` USING utf8mb4) AS BINARY) AS `v2b`
      FROM `ml`.`offline`
      WHERE NOT (`id` IS NULL)
    ) AS `o` ON `p`.`id0` = `o`.`id0`
  ) AS `c`
  WHERE `choice` = 1
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
  `cat` AS `cat`,
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
        CAST(CONVERT(`v1` USING utf8mb4) AS BINARY) AS `v`
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
  `cat` AS `cat`,
  `n` AS `n`,
  `off` AS `off`,
  `off2` AS `off2`
FROM (
  SELECT
    2 AS `col`,
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
        CAST(CONVERT(`v2` USING utf8mb4) AS BINARY) AS `v`
      FROM `base`
    ) AS `r`
  ) AS `k`
  GROUP BY 2, 3, 5
  ORDER BY `n` DESC, `cat` IS NULL, CAST(CONVERT(`cat` USING utf8mb4) AS BINARY)
  LIMIT 10002
) AS `d`
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362718800000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC same same same same differs same same differs]
