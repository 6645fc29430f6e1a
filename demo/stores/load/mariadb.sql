-- ClickHouse copies the demo's log into another store: it reads Parquet files and writes over the network.
INSERT INTO FUNCTION mysql('mariadb:3306', 'ml', 'predictions', 'root', 'leeway') SELECT * FROM file('flights/predictions.parquet');
INSERT INTO FUNCTION mysql('mariadb:3306', 'ml', 'outcomes', 'root', 'leeway') SELECT * FROM file('flights/outcomes.parquet');
INSERT INTO FUNCTION mysql('mariadb:3306', 'ml', 'training', 'root', 'leeway') SELECT * FROM file('flights/training.parquet');
