WITH `base` AS (
  SELECT
    `span` AS `span`,
    `t` AS `t`,
    `v0` AS `v0`,
    `v1` AS `v1`,
    `v2` AS `v2`,
    `v3` AS `v3`,
    `v4` AS `v4`
  FROM (
    SELECT
      CASE WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 0 WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 1 + ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) - ?) DIV ?) END AS `span`,
      `at` AS `t`,
      `wind` AS `v0`,
      `rain` AS `v1`,
      `distance` AS `v2`,
      `age` AS `v3`,
      `score` AS `v4`
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
        CASE WHEN abs(`x`) <= 1.7976931348623157e+308 THEN CASE WHEN `x` = 0e+00 THEN 8 ELSE 0 END WHEN `absent` THEN 1 ELSE 2 END AS `kind`,
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
  1 AS `col`,
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
          CAST(`v1` AS DOUBLE) AS `x`,
          `v1` IS NULL AS `absent`
        FROM `base`
      ) AS `r`
    ) AS `s`
  ) AS `p`
) AS `c`
GROUP BY 2, 3, 4
UNION ALL
SELECT
  2 AS `col`,
  `span` AS `span`,
  `kind` AS `kind`,
  `cell` AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  CAST(sum(`often`) AS SIGNED) AS `n`,
  CAST(CAST(sum(CAST(floor((`f` * 1.048576e+06) + 5e-01) AS SIGNED) * `often`) AS SIGNED) AS DOUBLE) AS `off`,
  CAST(CAST(sum(CAST(floor(((`f` * `f`) * 1.048576e+06) + 5e-01) AS SIGNED) * `often`) AS SIGNED) AS DOUBLE) AS `off2`
FROM (
  SELECT
    `span` AS `span`,
    `often` AS `often`,
    `kind` AS `kind`,
    CAST(floor(`u`) AS SIGNED) AS `cell`,
    `u` - CAST(floor(`u`) AS SIGNED) AS `f`
  FROM (
    SELECT
      `span` AS `span`,
      `often` AS `often`,
      `kind` AS `kind`,
      `x` AS `x`,
      CASE WHEN `x` > 9.007199254740992e+15 THEN 9.007199254740992e+15 WHEN `x` < (-9.007199254740992e+15) THEN (-9.007199254740992e+15) ELSE `x` END AS `u`
    FROM (
      SELECT
        `span` AS `span`,
        `often` AS `often`,
        CASE WHEN abs(`x`) <= 1.7976931348623157e+308 THEN CASE WHEN `x` = 0e+00 THEN 8 ELSE 0 END WHEN `absent` THEN 1 ELSE 2 END AS `kind`,
        CASE WHEN abs(`x`) <= 1.7976931348623157e+308 THEN `x` ELSE 0e+00 END AS `x`
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
    ) AS `s`
  ) AS `p`
) AS `c`
GROUP BY 2, 3, 4
UNION ALL
SELECT
  3 AS `col`,
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
        CASE WHEN abs(`x`) <= 1.7976931348623157e+308 THEN CASE WHEN `x` = 0e+00 THEN 8 ELSE 0 END WHEN `absent` THEN 1 ELSE 2 END AS `kind`,
        CASE WHEN abs(`x`) <= 1.7976931348623157e+308 THEN `x` ELSE 0e+00 END AS `x`
      FROM (
        SELECT
          `span` AS `span`,
          CASE WHEN CONVERT(`v3` USING utf8mb4) REGEXP '^[ \\t-\\r]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?[ \\t-\\r]*$' THEN NULLIF(NULLIF(CAST(CONVERT(`v3` USING utf8mb4) AS DOUBLE), 1.7976931348623157e+308), (-1.7976931348623157e+308)) END AS `x`,
          `v3` IS NULL AS `absent`
        FROM `base`
      ) AS `r`
    ) AS `s`
  ) AS `p`
) AS `c`
GROUP BY 2, 3, 4
UNION ALL
SELECT
  4 AS `col`,
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
    `x` AS `f`
  FROM (
    SELECT
      `span` AS `span`,
      `kind` AS `kind`,
      `x` AS `x`,
      CASE WHEN `x` <= 1e-300 THEN (-5.6e+02) WHEN `x` >= 1e+00 THEN 5.6e+02 ELSE least(greatest(1.6e+01 * ln(`x` / (1e+00 - `x`)), (-5.6e+02)), 5.6e+02) END AS `u`
    FROM (
      SELECT
        `span` AS `span`,
        CASE WHEN (abs(`x`) <= 1.7976931348623157e+308) AND (`x` >= (-1e-06)) AND (`x` <= 1.000001e+00) THEN CASE WHEN `x` = 0e+00 THEN 8 ELSE 0 END WHEN `absent` THEN 1 ELSE 2 END AS `kind`,
        CASE WHEN (abs(`x`) <= 1.7976931348623157e+308) AND (`x` >= (-1e-06)) AND (`x` <= 1.000001e+00) THEN `x` ELSE 5e-01 END AS `x`
      FROM (
        SELECT
          `span` AS `span`,
          CAST(`v4` AS DOUBLE) AS `x`,
          `v4` IS NULL AS `absent`
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
