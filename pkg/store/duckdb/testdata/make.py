# Makes the Parquet files that DuckDB itself cannot write; needs pyarrow.
import os
from decimal import Decimal
import pyarrow as pa
import pyarrow.parquet as pq

here = os.path.dirname(os.path.abspath(__file__))
pq.write_table(
    pa.table({
        "id": pa.array([0, 1, 2]),
        "x": pa.array([Decimal(100 + i) for i in range(3)], pa.decimal256(50, 20)),
        "none": pa.nulls(3),
        "inside": pa.array([{"x": Decimal(i)} for i in range(3)], pa.struct([("x", pa.decimal256(50, 20))])),
    }),
    os.path.join(here, "wide.parquet"), compression="none",
)

# A database of a newer version needs another DuckDB than the tests link: run with duckdb 2 or later.
try:
    import duckdb
    if int(duckdb.__version__.split(".")[0]) >= 2:
        path = os.path.join(here, "newer.duckdb")
        if os.path.exists(path):
            os.remove(path)
        connection = duckdb.connect()
        connection.execute(f"ATTACH '{path}' AS a (BLOCK_SIZE 16384)")
        connection.execute("CREATE TABLE a.t AS SELECT 1 AS x")
        connection.close()
except ImportError:
    pass
