WITH `logged` AS (
  SELECT
    `span` AS `span`,
    `t` AS `t`,
    `id0` AS `id0`,
    `row` AS `row`,
    `x0` AS `x0`,
    `y0` AS `y0`,
    `x1` AS `x1`
  FROM (
    SELECT
      CASE WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 0 WHEN `at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `at` < CAST(? AS DATETIME(6)) THEN 1 + ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) - ?) DIV ?) END AS `span`,
      TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `at`) AS `t`,
      `id` AS `id0`,
      row_number() OVER () AS `row`,
      CASE WHEN (abs(CAST(`wind` AS DOUBLE)) <= 1.7976931348623157e+308) AND (abs(CAST(`wind` AS DOUBLE)) <= 1e+150) THEN CAST(`wind` AS DOUBLE) ELSE CAST(NULL AS DOUBLE) END AS `x0`,
      CASE WHEN (abs(CAST(`rain` AS DOUBLE)) <= 1.7976931348623157e+308) AND (abs(CAST(`rain` AS DOUBLE)) <= 1e+150) THEN CAST(`rain` AS DOUBLE) ELSE CAST(NULL AS DOUBLE) END AS `y0`,
      CASE WHEN (abs(CAST(`wind` AS DOUBLE)) <= 1.7976931348623157e+308) AND (abs(CAST(`wind` AS DOUBLE)) <= 1e+150) THEN CAST(`wind` AS DOUBLE) ELSE CAST(NULL AS DOUBLE) END AS `x1`
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
    `x0` AS `x0`,
    `y0` AS `y0`,
    `x1` AS `x1`,
    `label` AS `label`,
    `seen` AS `seen`,
    `state` AS `state`,
    CASE WHEN `label` IS NULL THEN CAST(NULL AS DOUBLE) WHEN `label` IN (CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY)) THEN 1e+00 ELSE 0e+00 END AS `y1`
  FROM (
    SELECT
      `p`.`span` AS `span`,
      `p`.`t` AS `t`,
      `p`.`id0` AS `id0`,
      `p`.`row` AS `row`,
      `p`.`x0` AS `x0`,
      `p`.`y0` AS `y0`,
      `p`.`x1` AS `x1`,
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
  count(*) AS `n`,
  CAST(sum(`beyond`) AS SIGNED) AS `cut`,
  CAST(sum(CAST(floor(`m0`) AS SIGNED)) AS SIGNED) AS `whole0`,
  CAST(sum(CAST(floor(((`m0` - CAST(floor(`m0`) AS SIGNED)) * 1.6777216e+07) + 5e-01) AS SIGNED)) AS SIGNED) AS `broken0`,
  CAST(sum(CAST(floor(`m1`) AS SIGNED)) AS SIGNED) AS `whole1`,
  CAST(sum(CAST(floor(((`m1` - CAST(floor(`m1`) AS SIGNED)) * 1.6777216e+07) + 5e-01) AS SIGNED)) AS SIGNED) AS `broken1`,
  CAST(sum(CAST(floor(`m2`) AS SIGNED)) AS SIGNED) AS `whole2`,
  CAST(sum(CAST(floor(((`m2` - CAST(floor(`m2`) AS SIGNED)) * 1.6777216e+07) + 5e-01) AS SIGNED)) AS SIGNED) AS `broken2`,
  CAST(sum(CAST(floor(`m3`) AS SIGNED)) AS SIGNED) AS `whole3`,
  CAST(sum(CAST(floor(((`m3` - CAST(floor(`m3`) AS SIGNED)) * 1.6777216e+07) + 5e-01) AS SIGNED)) AS SIGNED) AS `broken3`,
  CAST(sum(CAST(floor(`m4`) AS SIGNED)) AS SIGNED) AS `whole4`,
  CAST(sum(CAST(floor(((`m4` - CAST(floor(`m4`) AS SIGNED)) * 1.6777216e+07) + 5e-01) AS SIGNED)) AS SIGNED) AS `broken4`
FROM (
  SELECT
    `span` AS `span`,
    CASE WHEN (abs(`zx`) >= 1.024e+03) OR (abs(`zy`) >= 1.024e+03) THEN 1 ELSE 0 END AS `beyond`,
    `zx` AS `m0`,
    `zy` AS `m1`,
    `zx` * `zx` AS `m2`,
    `zy` * `zy` AS `m3`,
    `zx` * `zy` AS `m4`
  FROM (
    SELECT
      `span` AS `span`,
      CASE WHEN abs(`ux`) < 9.094947017729282e-13 THEN 0e+00 ELSE least(greatest(`ux`, (-1.024e+03)), 1.024e+03) END AS `zx`,
      CASE WHEN abs(`uy`) < 9.094947017729282e-13 THEN 0e+00 ELSE least(greatest(`uy`, (-1.024e+03)), 1.024e+03) END AS `zy`
    FROM (
      SELECT
        `span` AS `span`,
        CASE WHEN (`x0` - 1e+01) > 7.205759403792794e+16 THEN 9.007199254740992e+15 WHEN (`x0` - 1e+01) < (-7.205759403792794e+16) THEN (-9.007199254740992e+15) ELSE (`x0` - 1e+01) * 1.25e-01 END AS `ux`,
        CASE WHEN (`y0` - 0e+00) > 9.007199254740992e+15 THEN 9.007199254740992e+15 WHEN (`y0` - 0e+00) < (-9.007199254740992e+15) THEN (-9.007199254740992e+15) ELSE `y0` - 0e+00 END AS `uy`
      FROM `base`
      WHERE (NOT (`x0` IS NULL)) AND (NOT (`y0` IS NULL))
    ) AS `u`
  ) AS `z`
) AS `m`
GROUP BY 2
UNION ALL
SELECT
  1 AS `col`,
  `span` AS `span`,
  count(*) AS `n`,
  CAST(sum(`beyond`) AS SIGNED) AS `cut`,
  CAST(sum(CAST(floor(`m0`) AS SIGNED)) AS SIGNED) AS `whole0`,
  CAST(sum(CAST(floor(((`m0` - CAST(floor(`m0`) AS SIGNED)) * 1.6777216e+07) + 5e-01) AS SIGNED)) AS SIGNED) AS `broken0`,
  CAST(sum(CAST(floor(`m1`) AS SIGNED)) AS SIGNED) AS `whole1`,
  CAST(sum(CAST(floor(((`m1` - CAST(floor(`m1`) AS SIGNED)) * 1.6777216e+07) + 5e-01) AS SIGNED)) AS SIGNED) AS `broken1`,
  CAST(sum(CAST(floor(`m2`) AS SIGNED)) AS SIGNED) AS `whole2`,
  CAST(sum(CAST(floor(((`m2` - CAST(floor(`m2`) AS SIGNED)) * 1.6777216e+07) + 5e-01) AS SIGNED)) AS SIGNED) AS `broken2`,
  CAST(sum(CAST(floor(`m3`) AS SIGNED)) AS SIGNED) AS `whole3`,
  CAST(sum(CAST(floor(((`m3` - CAST(floor(`m3`) AS SIGNED)) * 1.6777216e+07) + 5e-01) AS SIGNED)) AS SIGNED) AS `broken3`,
  CAST(sum(CAST(floor(`m4`) AS SIGNED)) AS SIGNED) AS `whole4`,
  CAST(sum(CAST(floor(((`m4` - CAST(floor(`m4`) AS SIGNED)) * 1.6777216e+07) + 5e-01) AS SIGNED)) AS SIGNED) AS `broken4`
FROM (
  SELECT
    `span` AS `span`,
    CASE WHEN (abs(`zx`) >= 1.024e+03) OR (abs(`zy`) >= 1.024e+03) THEN 1 ELSE 0 END AS `beyond`,
    `zx` AS `m0`,
    `zy` AS `m1`,
    `zx` * `zx` AS `m2`,
    `zy` * `zy` AS `m3`,
    `zx` * `zy` AS `m4`
  FROM (
    SELECT
      `span` AS `span`,
      CASE WHEN abs(`ux`) < 9.094947017729282e-13 THEN 0e+00 ELSE least(greatest(`ux`, (-1.024e+03)), 1.024e+03) END AS `zx`,
      CASE WHEN abs(`uy`) < 9.094947017729282e-13 THEN 0e+00 ELSE least(greatest(`uy`, (-1.024e+03)), 1.024e+03) END AS `zy`
    FROM (
      SELECT
        `span` AS `span`,
        CASE WHEN (`x1` - 0e+00) > 9.007199254740992e+15 THEN 9.007199254740992e+15 WHEN (`x1` - 0e+00) < (-9.007199254740992e+15) THEN (-9.007199254740992e+15) ELSE `x1` - 0e+00 END AS `ux`,
        CASE WHEN (`y1` - 0e+00) > 9.007199254740992e+15 THEN 9.007199254740992e+15 WHEN (`y1` - 0e+00) < (-9.007199254740992e+15) THEN (-9.007199254740992e+15) ELSE `y1` - 0e+00 END AS `uy`
      FROM `base`
      WHERE (NOT (`x1` IS NULL)) AND (NOT (`y1` IS NULL))
    ) AS `u`
  ) AS `z`
) AS `m`
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1362718800000000 86400000000 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1 1.0 T TRUE True Y YES Yes t true y yes 2013-03-01 05:00:00 +0000 UTC 2013-03-11 05:00:00.000001 +0000 UTC]
