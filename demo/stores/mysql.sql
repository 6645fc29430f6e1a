-- The account that a data source signs in with, of MySQL and of MariaDB, which reads the database and writes nothing, and
-- the tables of the demo's log. load/mariadb.sql fills MariaDB's; MySQL's start empty, because ClickHouse cannot sign in.
CREATE USER leeway_reader IDENTIFIED BY 'leeway';
GRANT SELECT ON ml.* TO leeway_reader;
CREATE TABLE predictions (
  prediction_id BIGINT, predicted_at DATETIME(6), model_version VARCHAR(20), dep_delay INTEGER,
  sched_dep_hour INTEGER, sched_dep_minute INTEGER, sched_block_time INTEGER, distance INTEGER, weekday VARCHAR(20),
  carrier VARCHAR(20), origin VARCHAR(20), dest VARCHAR(20), temp DOUBLE PRECISION, dewp DOUBLE PRECISION,
  humid DOUBLE PRECISION, wind_dir INTEGER, wind_speed DOUBLE PRECISION, wind_gust DOUBLE PRECISION,
  precip DOUBLE PRECISION, pressure DOUBLE PRECISION, visib DOUBLE PRECISION, p_late DOUBLE PRECISION, late BOOLEAN,
  latency_ms DOUBLE PRECISION, batch_id BIGINT, batch_rows BIGINT, incident VARCHAR(40)
);
CREATE TABLE outcomes (
  prediction_id BIGINT, arrived_late BOOLEAN, observed_at DATETIME(6), labelled_by VARCHAR(40), incident VARCHAR(40)
);
CREATE TABLE training (
  dep_delay INTEGER, sched_dep_hour INTEGER, sched_dep_minute INTEGER, sched_block_time INTEGER, distance INTEGER,
  weekday VARCHAR(20), carrier VARCHAR(20), origin VARCHAR(20), dest VARCHAR(20), temp DOUBLE PRECISION,
  dewp DOUBLE PRECISION, humid DOUBLE PRECISION, wind_dir INTEGER, wind_speed DOUBLE PRECISION,
  wind_gust DOUBLE PRECISION, precip DOUBLE PRECISION, pressure DOUBLE PRECISION, visib DOUBLE PRECISION,
  oof_score DOUBLE PRECISION, oof_late BOOLEAN, late BOOLEAN
);
CREATE INDEX predictions_by_time ON predictions (predicted_at);
CREATE INDEX outcomes_by_id ON outcomes (prediction_id);
