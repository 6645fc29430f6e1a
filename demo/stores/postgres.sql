-- The account that a data source signs in with: it reads everything and writes nothing.
CREATE ROLE leeway_reader LOGIN PASSWORD 'leeway';
GRANT pg_read_all_data TO leeway_reader;
