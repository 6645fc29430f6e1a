package duckdb

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"math/big"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

func bound(args []any) []sqldriver.NamedValue {
	named := make([]sqldriver.NamedValue, len(args))
	for i, a := range args {
		named[i] = sqldriver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return named
}

// scan hands out the rows. The driver has the whole result by now, so the context is looked at now and then only.
func scan(ctx context.Context, rows sqldriver.Rows, each func(store.Row) error) error {
	const between = 4096
	values := make([]sqldriver.Value, len(rows.Columns()))
	row := make(store.Row, len(values))
	for n := 0; ; n++ {
		if n%between == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := rows.Next(values); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		for i, v := range values {
			if err := fill(&row[i], v); err != nil {
				return err
			}
		}
		if err := each(row); err != nil {
			return err
		}
	}
}

// fill turns a value of the driver into a cell.
func fill(cell *store.Value, v sqldriver.Value) error {
	switch v := v.(type) {
	case nil:
		cell.SetNull()
	case int64:
		cell.SetInt(v)
	case float64:
		cell.SetFloat(v)
	case string:
		cell.SetText(v)
	case int32:
		cell.SetInt(int64(v))
	case bool:
		cell.SetInt(0)
		if v {
			cell.SetInt(1)
		}
	default:
		return fillRare(cell, v)
	}
	return nil
}

// fillRare covers the types that only bare columns have; the engine's own expressions make none of them.
func fillRare(cell *store.Value, v sqldriver.Value) error {
	switch v := v.(type) {
	case int8:
		cell.SetInt(int64(v))
	case int16:
		cell.SetInt(int64(v))
	case uint8:
		cell.SetInt(int64(v))
	case uint16:
		cell.SetInt(int64(v))
	case uint32:
		cell.SetInt(int64(v))
	case uint64:
		fillBig(cell, new(big.Int).SetUint64(v))
	case *big.Int:
		fillBig(cell, v)
	case float32:
		cell.SetFloat(float64(v))
	case driver.Decimal:
		cell.SetFloat(v.Float64())
	case time.Time:
		cell.SetInt(v.UnixMicro())
	default:
		return fault.Newf(fault.Unsupported, "duckdb cannot hand out a value of this type (%T)", v)
	}
	return nil
}

// fillBig keeps whole numbers exact where 64 bits hold them.
func fillBig(cell *store.Value, v *big.Int) {
	if v.IsInt64() {
		cell.SetInt(v.Int64())
		return
	}
	f, _ := new(big.Float).SetInt(v).Float64()
	cell.SetFloat(f)
}
