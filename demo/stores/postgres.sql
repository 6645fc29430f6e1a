-- The account that a data source signs in with, which reads everything and writes nothing, and the tables of the demo's
-- log, which load/postgres.sql fills.
CREATE ROLE leeway_reader LOGIN PASSWORD 'leeway';
GRANT pg_read_all_data TO leeway_reader;
CREATE TABLE predictions (
  prediction_id BIGINT, predicted_at TIMESTAMP, model_version VARCHAR(20), dep_delay INTEGER, sched_dep_hour INTEGER,
  sched_dep_minute INTEGER, sched_block_time INTEGER, distance INTEGER, weekday VARCHAR(20), carrier VARCHAR(20),
  origin VARCHAR(20), dest VARCHAR(20), temp DOUBLE PRECISION, dewp DOUBLE PRECISION, humid DOUBLE PRECISION,
  wind_dir INTEGER, wind_speed DOUBLE PRECISION, wind_gust DOUBLE PRECISION, precip DOUBLE PRECISION,
  pressure DOUBLE PRECISION, visib DOUBLE PRECISION, p_late DOUBLE PRECISION, late BOOLEAN,
  latency_ms DOUBLE PRECISION, batch_id BIGINT, batch_rows BIGINT, incident VARCHAR(40)
);
CREATE TABLE outcomes (
  prediction_id BIGINT, arrived_late BOOLEAN, observed_at TIMESTAMP, labelled_by VARCHAR(40), incident VARCHAR(40)
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
