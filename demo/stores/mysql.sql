-- The account that a data source signs in with, of MySQL and of MariaDB: it reads the database and writes nothing.
CREATE USER leeway_reader IDENTIFIED BY 'leeway';
GRANT SELECT ON ml.* TO leeway_reader;
