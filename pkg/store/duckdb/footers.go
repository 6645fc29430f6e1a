package duckdb

import (
	"context"
	sqldriver "database/sql/driver"
	"fmt"
	"strconv"
	"strings"

	"leeway/pkg/dialect"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// widestDecimal is how many digits DuckDB's decimals hold. It reads wider ones of Parquet as doubles, and wrongly.
const widestDecimal = 38

// fileColumn is a column as some files of a table declare it.
type fileColumn struct {
	// kind is a DuckDB type without parameters, LIST and STRUCT included; "NULL" where a file holds nothing else
	name, kind string
	file       string // one of the files, relative to the root
	precision  int64  // of a decimal
	scale      int64
}

// refuseColumns marks the columns that DuckDB cannot read truly from all files: decimals of more than 38 digits, and
// types that have no common one.
func (s *Store) refuseColumns(ctx context.Context, table []string, columns []store.Column) error {
	full, err := s.parquetPath(table)
	if err != nil {
		return err
	}
	declared, err := s.fileColumns(ctx, s.of(table), full)
	if err != nil {
		return err
	}
	for i := range columns {
		c := &columns[i]
		for _, d := range declared[strings.ToLower(c.Name)] {
			if why := d.refusal(*c, declared[strings.ToLower(c.Name)]); why != "" {
				c.Type, c.Refused = sqlast.Unknown, why
				break
			}
		}
	}
	return s.markRounded(ctx, s.of(table), full, columns, declared)
}

// refusal says why a column cannot be read from one of its files as the type that all files together give it; all are
// its types in all files.
func (d fileColumn) refusal(c store.Column, all []fileColumn) string {
	if d.kind == "DECIMAL" && d.precision > widestDecimal {
		return fmt.Sprintf("it holds decimals of %d digits in %s, and DuckDB reads at most %d; write it as a double or a narrower decimal",
			d.precision, d.file, widestDecimal)
	}
	if d.fits(c.Raw) {
		return ""
	}
	other, where := strings.ToLower(c.Raw), "other files"
	for _, one := range all {
		if one.kind != d.kind && one.kind != "NULL" {
			other, where = strings.ToLower(one.kind), one.file
		}
	}
	advice := ""
	if strings.HasPrefix(d.kind, "TIMESTAMP") && strings.HasPrefix(other, "timestamp") {
		advice = ": a clock without a zone is no instant; write all files alike"
	}
	return fmt.Sprintf("its type is %s in %s and %s in %s, which cannot be read as one%s", strings.ToLower(d.kind),
		d.file, other, where, advice)
}

// wholeDigits are the digits of the whole-number types.
var wholeDigits = map[string]int64{"TINYINT": 3, "UTINYINT": 3, "SMALLINT": 5, "USMALLINT": 5, "INTEGER": 10,
	"UINTEGER": 10,
	"BIGINT":   19, "UBIGINT": 20, "HUGEINT": 39, "UHUGEINT": 39, "BOOLEAN": 1}

// fits reports whether every value of the file's type has a place in the type that the table has.
func (d fileColumn) fits(raw string) bool {
	whole, ok := strings.CutPrefix(raw, "DECIMAL(")
	base, _, _ := strings.Cut(raw, "(")
	switch {
	case d.kind == "NULL", d.kind == base, base == "VARCHAR", d.kind == "ENUM":
		if d.kind != "DECIMAL" || !ok {
			return true
		}
	case strings.HasSuffix(raw, "]"), base == "STRUCT", base == "MAP":
		return d.kind == "LIST" && strings.HasSuffix(raw, "]") || d.kind == "MAP" && base == "MAP"
	}
	if ok {
		return d.fitsDecimal(strings.TrimSuffix(whole, ")"))
	}
	switch base {
	case "DOUBLE", "FLOAT", "TINYINT", "UTINYINT", "SMALLINT", "USMALLINT", "INTEGER", "UINTEGER", "BIGINT", "UBIGINT",
		"HUGEINT", "UHUGEINT":
		return wholeDigits[d.kind] > 0 || d.kind == "DECIMAL" || d.kind == "FLOAT" || d.kind == "DOUBLE"
	case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS":
		return d.kind == "DATE" || strings.HasPrefix(d.kind, "TIMESTAMP") && d.kind != "TIMESTAMPTZ"
	}
	return false
}

// fitsDecimal compares with a decimal's digits, such as 18,6.
func (d fileColumn) fitsDecimal(parameters string) bool {
	width, after, _ := strings.Cut(parameters, ",")
	precision, _ := strconv.ParseInt(width, 10, 64)
	scale, _ := strconv.ParseInt(after, 10, 64)
	if d.kind == "DECIMAL" {
		return d.scale <= scale && d.precision-d.scale <= precision-scale
	}
	return wholeDigits[d.kind] > 0 && wholeDigits[d.kind] <= precision-scale
}

// fileColumns returns the top columns of all files by name in small letters, files of one schema once. It reads the end
// of every file.
func (s *Store) fileColumns(ctx context.Context, of scope, full string) (map[string][]fileColumn, error) {
	const schemas = "SELECT substr(min(file), ?) AS file, unnest(nodes, recursive := true) FROM (" +
		"SELECT file_name AS file, list({'name': name, 'kind': coalesce(duckdb_type, ''), 'nested': coalesce(converted_type, '')," +
		" 'children': CAST(coalesce(num_children, 0) AS BIGINT), 'width': CAST(coalesce(precision, 0) AS BIGINT)," +
		" 'scale': CAST(coalesce(scale, 0) AS BIGINT)} ORDER BY column_id) AS nodes" +
		" FROM parquet_schema(?) GROUP BY file_name) GROUP BY nodes"
	found := map[string][]fileColumn{}
	var depth []int64 // how many children are still to come, by level
	file := ""
	err := s.run(ctx, of, dialect.Statement{SQL: schemas, Args: []any{int64(len([]rune(s.root)) + 2), full}},
		func(ctx context.Context, rows sqldriver.Rows) error {
			return scan(ctx, rows, func(row store.Row) error {
				c, children := readNode(row)
				if c.file != file { // a node is the root of its file's tree
					file, depth = c.file, nil
				}
				if len(depth) == 1 {
					key := strings.ToLower(c.name)
					found[key] = append(found[key], c)
				}
				depth = descend(depth, children)
				return nil
			})
		})
	return found, err
}

// descend moves on by one node of a tree that is listed depth first.
func descend(depth []int64, children int64) []int64 {
	if len(depth) > 0 {
		depth[len(depth)-1]--
	}
	if children > 0 {
		return append(depth, children)
	}
	for len(depth) > 1 && depth[len(depth)-1] == 0 {
		depth = depth[:len(depth)-1]
	}
	return depth
}

// readNode reads a row of fileColumns.
func readNode(row store.Row) (c fileColumn, children int64) {
	c.file, _ = row.Text(0)
	c.name, _ = row.Text(1)
	kind, _ := row.Text(2)
	nested, _ := row.Text(3)
	children, _ = row.Int(4)
	c.precision, _ = row.Int(5)
	c.scale, _ = row.Int(6)
	c.kind, _, _ = strings.Cut(strings.Trim(kind, `"`), "(")
	switch {
	case c.kind == "TIMESTAMP WITH TIME ZONE":
		c.kind = "TIMESTAMPTZ"
	case nested == "DECIMAL":
		c.kind = "DECIMAL"
	case children == 0:
	case nested == "LIST", nested == "MAP":
		c.kind = nested
	default:
		c.kind = "STRUCT"
	}
	return c, children
}

// exactWhole is the largest whole number up to which a floating-point type holds each one.
var exactWhole = map[string]float64{"DOUBLE": 1 << 53, "FLOAT": 1 << 24}

// markRounded notes the columns that hold whole numbers in some files and floating-point numbers in others, where these
// are too large to be distinguished from each other as such: no harm to a number that is measured, but two ids may
// become one.
func (s *Store) markRounded(ctx context.Context, of scope, full string, columns []store.Column,
	declared map[string][]fileColumn) error {
	for i := range columns {
		c := &columns[i]
		most, floating := exactWhole[c.Raw]
		var whole, broken string // a file of each
		for _, d := range declared[strings.ToLower(c.Name)] {
			switch {
			case wholeDigits[d.kind] > 0:
				whole = d.file
			case exactWhole[d.kind] > 0:
				broken = d.file
			}
		}
		if !floating || whole == "" || broken == "" {
			continue
		}
		file, beyond, err := s.beyondExact(ctx, of, full, c.Name, most)
		if err != nil {
			return err
		}
		if beyond {
			c.Rounded = fmt.Sprintf("%s holds whole numbers beyond %.0f, which are rounded because %s has the column as %s; write it with one type in all files",
				file, most, broken, strings.ToLower(c.Raw))
		}
	}
	return nil
}

// beyondExact looks in the statistics of all files for whole numbers of a column beyond a limit, and returns such a
// file. A file without statistics may hold some.
func (s *Store) beyondExact(ctx context.Context, of scope, full, column string,
	limit float64) (file string, found bool, err error) {
	const statistics = "SELECT substr(min(file_name), ?) AS file, count(*) AS parts FROM parquet_metadata(?)" +
		" WHERE lower(path_in_schema) = lower(?) AND type IN ('INT32', 'INT64') AND num_values > coalesce(stats_null_count, 0)" +
		" AND coalesce(greatest(abs(TRY_CAST(coalesce(stats_max_value, stats_max) AS HUGEINT)), abs(TRY_CAST(coalesce(stats_min_value, stats_min) AS HUGEINT))) > CAST(? AS HUGEINT), true)"
	statement := dialect.Statement{SQL: statistics, Args: []any{int64(len([]rune(s.root)) + 2), full, column,
		int64(limit)}}
	err = s.run(ctx, of, statement, func(ctx context.Context, rows sqldriver.Rows) error {
		return scan(ctx, rows, func(row store.Row) error {
			file, _ = row.Text(0)
			parts, _ := row.Int(1)
			found = parts > 0
			return nil
		})
	})
	return file, found, err
}
