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
