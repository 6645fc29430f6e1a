package postgres

import (
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// scan hands out the rows, which come as text.
func scan(rows pgx.Rows, each func(store.Row) error) error {
	var row store.Row
	for rows.Next() {
		fields := rows.FieldDescriptions()
		if row == nil {
			row = make(store.Row, len(fields))
		}
		for i, raw := range rows.RawValues() {
			if err := fill(&row[i], fields[i].DataTypeOID, raw); err != nil {
				return fault.Newf(fault.Unsupported, "postgres gave a value that cannot be read").Because(err)
			}
		}
		if err := each(row); err != nil {
			return err
		}
	}
	return nil
}

// fill turns a value's text into a cell.
func fill(cell *store.Value, oid uint32, raw []byte) error {
	if raw == nil {
		cell.SetNull()
		return nil
	}
	switch oid {
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID:
		i, err := strconv.ParseInt(string(raw), 10, 64)
		cell.SetInt(i)
		return err
	case pgtype.Float4OID, pgtype.Float8OID:
		f, err := strconv.ParseFloat(string(raw), 64)
		cell.SetFloat(f)
		return err
	case pgtype.NumericOID:
		return cell.SetDecimal(string(raw))
	case pgtype.BoolOID:
		cell.SetInt(0)
		if raw[0] == 't' {
			cell.SetInt(1)
		}
	case pgtype.DateOID, pgtype.TimestampOID, pgtype.TimestamptzOID:
		return fillTime(cell, string(raw))
	default:
		cell.SetText(string(raw))
	}
	return nil
}

// fillTime makes microseconds of a bare column; infinite times are none.
func fillTime(cell *store.Value, text string) error {
	if text == "infinity" || text == "-infinity" {
		cell.SetNull()
		return nil
	}
	var t time.Time
	var err error
	for _, layout := range []string{"2006-01-02 15:04:05.999999", "2006-01-02 15:04:05.999999-07", "2006-01-02"} {
		if t, err = time.Parse(layout, text); err == nil {
			cell.SetInt(t.UnixMicro())
			return nil
		}
	}
	return err
}
