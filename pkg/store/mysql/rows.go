package mysql

import (
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// scan hands out the rows.
func scan(rows sqldriver.Rows, each func(store.Row) error) error {
	values := make([]sqldriver.Value, len(rows.Columns()))
	row := make(store.Row, len(values))
	types := make([]string, len(values))
	if named, ok := rows.(sqldriver.RowsColumnTypeDatabaseTypeName); ok {
		for i := range types {
			types[i] = named.ColumnTypeDatabaseTypeName(i)
		}
	}
	for {
		if err := rows.Next(values); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		for i, v := range values {
			if err := fill(&row[i], v, types[i]); err != nil {
				return err
			}
		}
		if err := each(row); err != nil {
			return err
		}
	}
}

// fill turns a value of the driver into a cell.
func fill(cell *store.Value, v sqldriver.Value, raw string) error {
	switch v := v.(type) {
	case nil:
		cell.SetNull()
	case int64:
		cell.SetInt(v)
	case uint64:
		cell.SetFloat(float64(v))
		if v <= math.MaxInt64 {
			cell.SetInt(int64(v))
		}
	case float64:
		cell.SetFloat(v)
	case float32:
		cell.SetFloat(float64(v))
	case []byte:
		return fillBytes(cell, string(v), raw)
	case string:
		return fillBytes(cell, v, raw)
	default:
		return fault.Newf(fault.Unsupported, "mysql cannot hand out a value of this type (%T)", v)
	}
	return nil
}

// fillBytes reads what the protocol sends as bytes: texts, but for some types.
func fillBytes(cell *store.Value, text, raw string) error {
	switch strings.TrimPrefix(raw, "UNSIGNED ") {
	case "DECIMAL", "BIGINT", "DOUBLE":
		if i, err := strconv.ParseInt(text, 10, 64); err == nil {
			cell.SetInt(i)
			return nil
		}
		f, err := strconv.ParseFloat(text, 64)
		cell.SetFloat(f)
		return err
	case "DATETIME", "TIMESTAMP", "DATE":
		return fillTime(cell, text)
	case "BIT":
		var bits int64
		for i := range len(text) {
			bits = bits<<8 | int64(text[i])
		}
		cell.SetInt(bits)
	default:
		cell.SetText(text)
	}
	return nil
}

// fillTime makes microseconds of a bare column; the date of zeros is none.
func fillTime(cell *store.Value, text string) error {
	if strings.HasPrefix(text, "0000-00-00") {
		cell.SetNull()
		return nil
	}
	layout := "2006-01-02 15:04:05.999999"
	if len(text) == len("2006-01-02") {
		layout = "2006-01-02"
	}
	t, err := time.Parse(layout, text)
	cell.SetInt(t.UnixMicro())
	return err
}
