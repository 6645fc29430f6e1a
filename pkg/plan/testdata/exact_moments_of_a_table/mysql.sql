WITH `base` AS (
  SELECT
    0 AS `span`,
    `wind` AS `v0`,
    `rain` AS `v1`,
    `distance` AS `v2`
  FROM `ml`.`log`
)
SELECT
  `col` AS `col`,
  0 AS `span`,
  CASE WHEN (CASE WHEN `col` = 0 THEN `part0` WHEN `col` = 1 THEN `part1` WHEN `col` = 2 THEN `part2` END) = 1 THEN 32 ELSE 0 END AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  CASE WHEN `col` = 0 THEN `n0` WHEN `col` = 1 THEN `n1` WHEN `col` = 2 THEN `n2` END AS `n`,
  CASE WHEN `col` = 0 THEN `mean0` WHEN `col` = 1 THEN `mean1` WHEN `col` = 2 THEN `mean2` END AS `off`,
  CASE WHEN `col` = 0 THEN `variance0` WHEN `col` = 1 THEN `variance1` WHEN `col` = 2 THEN `variance2` END AS `off2`
FROM (
  SELECT
    count(`y0`) AS `n0`,
    avg(`y0`) AS `mean0`,
    var_pop(`y0`) AS `variance0`,
    1 AS `part0`,
    count(`y1`) AS `n1`,
    CAST(NULL AS DOUBLE) AS `mean1`,
    CAST(NULL AS DOUBLE) AS `variance1`,
    max(CASE WHEN `y1` <> floor(`y1`) THEN 1 ELSE 0 END) AS `part1`,
    count(`y2`) AS `n2`,
    avg(`y2`) AS `mean2`,
    var_pop(`y2`) AS `variance2`,
    max(CASE WHEN `y2` <> floor(`y2`) THEN 1 ELSE 0 END) AS `part2`
  FROM (
    SELECT
      CASE WHEN abs(`x0`) <= 2.5822498780869086e+120 THEN `x0` ELSE CAST(NULL AS DOUBLE) END AS `y0`,
      CASE WHEN abs(`x1`) <= 2.5822498780869086e+120 THEN `x1` ELSE CAST(NULL AS DOUBLE) END AS `y1`,
      CASE WHEN abs(`x2`) <= 2.5822498780869086e+120 THEN `x2` ELSE CAST(NULL AS DOUBLE) END AS `y2`
    FROM (
      SELECT
        `v0` AS `x0`,
        `v1` AS `x1`,
        CAST(`v2` AS DOUBLE) AS `x2`
      FROM `base`
    ) AS `r`
  ) AS `k`
) AS `m`
JOIN (
  SELECT
    0 AS `col`
  UNION ALL
  SELECT
    1 AS `col`
  UNION ALL
  SELECT
    2 AS `col`
) AS `b` ON TRUE
UNION ALL
SELECT
  -1 AS `col`,
  `span` AS `span`,
  0 AS `kind`,
  CAST(floor(0e+00) AS SIGNED) AS `cell`,
  CAST(NULL AS BINARY) AS `cat`,
  count(*) AS `n`,
  0e+00 AS `off`,
  0e+00 AS `off2`
FROM (
  SELECT
    `span` AS `span`
  FROM `base`
) AS `r`
GROUP BY 2
-- bound: []
