-- ClickHouse copies the demo's log into another store: it reads Parquet files and writes over the network.
INSERT INTO FUNCTION postgresql('postgres:5432', 'ml', 'predictions', 'postgres', 'leeway') SELECT * FROM file('flights/predictions.parquet');
INSERT INTO FUNCTION postgresql('postgres:5432', 'ml', 'outcomes', 'postgres', 'leeway') SELECT * FROM file('flights/outcomes.parquet');
INSERT INTO FUNCTION postgresql('postgres:5432', 'ml', 'training', 'postgres', 'leeway') SELECT * FROM file('flights/training.parquet');
