-- The account that a data source signs in with, and the demo's log as tables. It reads everything and writes nothing.
CREATE USER leeway_reader IDENTIFIED BY 'leeway';
GRANT SELECT ON *.* TO leeway_reader;
CREATE DATABASE ml;
CREATE TABLE ml.predictions ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM file('flights/predictions.parquet');
CREATE TABLE ml.outcomes ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM file('flights/outcomes.parquet');
CREATE TABLE ml.training ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM file('flights/training.parquet');
