-- The prediction logs of three models, twelve weeks up to now: payments (fraud, labels up to two weeks late), bikes (numbers,
-- with intervals, the outcome in the log itself), tickets (classes, no features). In the last two weeks payments of the
-- channel web fall silent in `device_age`, and their fraud is no longer recognised.
SELECT setseed(0.19);

CREATE SCHEMA ml;

CREATE TABLE ml.payments AS
WITH drawn AS (
  SELECT
    n AS payment,
    now() - interval '84 days' * (1 - n / 30000.0) AS at,
    (ARRAY['web', 'app', 'phone'])[1 + floor(random() * 3)::int] AS channel,
    (ARRAY['DE', 'FR', 'PL', 'IT'])[1 + floor(power(random(), 2) * 4)::int] AS country,
    exp(3 + 1.2 * (random() + random() + random() - 1.5) * 2) AS amount,
    floor(random() * 900) AS device_age,
    random() AS luck,
    random() AS noise
  FROM generate_series(1, 30000) AS n
), risk AS (
  SELECT *, 1 / (1 + exp(4 - amount / 60 - CASE channel WHEN 'web' THEN 0.8 ELSE 0 END + device_age / 400)) AS p FROM drawn
)
SELECT
  payment,
  at,
  CASE WHEN at < now() - interval '30 days' THEN '2.0' ELSE '2.1' END AS model_version,
  channel,
  country,
  amount,
  CASE WHEN channel = 'web' AND at > now() - interval '14 days' THEN NULL ELSE device_age END AS device_age,
  CASE WHEN channel = 'web' AND at > now() - interval '14 days' THEN p / 6 ELSE p END AS score,
  12 + 30 * noise * noise * noise AS latency_ms,
  luck < p AS fraud
FROM risk;

CREATE VIEW ml.payment_log AS
SELECT payment, at, model_version, channel, country, amount, device_age, score, score > 0.35 AS blocked, latency_ms
FROM ml.payments;

-- Chargebacks arrive up to ten days later; one in a hundred payments never gets its label.
CREATE TABLE ml.chargebacks AS
SELECT payment, fraud, at + interval '1 day' + interval '9 days' * random() AS reported_at
FROM ml.payments
WHERE random() > 0.01;
DELETE FROM ml.chargebacks WHERE reported_at > now();

CREATE TABLE ml.bikes AS
SELECT
  'station-' || station AS station,
  hour,
  predicted,
  predicted - 4 AS lower,
  predicted + 4 AS upper,
  temperature,
  predicted + (random() + random() + random() - 1.5) * 5 AS rented
FROM (
  SELECT
    station,
    hour,
    15 + 0.4 * (temperature) + 6 * sin(extract(hour FROM hour) / 24 * 2 * pi()) + station + random() AS predicted,
    temperature
  FROM (
    SELECT station, hour, 12 + 8 * random() AS temperature
    FROM generate_series(1, 12) AS station,
      generate_series(date_trunc('hour', now()) - interval '84 days', now(), interval '1 hour') AS hour
  ) AS weather
) AS forecasts;

CREATE TABLE ml.tickets AS
SELECT
  n AS ticket,
  now() - interval '84 days' * (1 - n / 9000.0) AS at,
  (ARRAY['billing', 'delivery', 'account'])[1 + n % 3] AS topic,
  (ARRAY['billing', 'delivery', 'account'])[1 + CASE WHEN random() < 0.85 THEN n % 3 ELSE (n + 1) % 3 END] AS team
FROM generate_series(1, 9000) AS n;

-- Leeway reads, and no more.
CREATE ROLE leeway_reader LOGIN PASSWORD 'reader';
GRANT USAGE ON SCHEMA ml TO leeway_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA ml TO leeway_reader;
ANALYZE;
