//go:build unix

package bench

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/store/trino"
	"leeway/tests/servers/trinotest"
)

// onTrino loads the memory connector, which reads no files: doubles travel as their bytes.
func onTrino(b *testing.B, folder string) server {
	b.Helper()
	schema := trinotest.New(b)
	if at, err := url.Parse(os.Getenv("TRINO_URL")); err == nil && at.Hostname() == "127.0.0.1" {
		port, _ := strconv.Atoi(at.Port())
		watch(b, port)
	}
	s, err := trino.Open(context.Background(), trino.Options{Limits: patient, Server: schema.Server})
	of := opened(b, s, err, func(statements ...string) { schema.Exec(b, statements...) })
	of.name = schema.Name
	of.warm = 10 // Java compiles what runs often
	columns, from := "id bigint, logged_at timestamp(6), late integer", []string{"id", "epoch_us(logged_at)", "late"}
	made := []string{"CAST(%s AS bigint)", "CAST(from_unixtime_nanos(1000 * CAST(%s AS bigint)) AS timestamp(6))",
		"CAST(%s AS integer)"}
	for _, n := range numbers {
		columns, from, made = columns+", "+n.name+" double", append(from, n.name), append(made,
			"nullif(%s, infinity())")
	}
	for _, table := range []string{"log", "baseline"} {
		of.exec("CREATE TABLE " + of.name(table) + " (" + columns + ")")
		inBytes(b, filepath.Join(folder, table+".parquet"), from, func(rows int, bytes []string) {
			items := make([]string, len(bytes))
			for i, text := range bytes {
				items[i] = fmt.Sprintf(made[i], fmt.Sprintf("from_ieee754_64(substr(from_base64('%s'), 8 * i + 1, 8))",
					text))
			}
			of.exec(fmt.Sprintf("INSERT INTO %s SELECT %s FROM UNNEST(sequence(0, %d)) AS r(i)", of.name(table),
				strings.Join(items, ", "), rows-1))
		})
	}
	return of
}

// inBytes reads columns of a file as doubles and hands them on by pieces: how many rows a piece has, and each column's
// doubles in base 64, infinite in place of NULL. A piece is shorter than a statement may be, a million characters.
func inBytes(tb testing.TB, file string, columns []string, each func(rows int, columns []string)) {
	tb.Helper()
	connector, err := driver.NewConnector("", nil)
	if err != nil {
		tb.Fatal(err)
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	read := make([]string, len(columns))
	for i, c := range columns {
		read[i] = fmt.Sprintf("CAST(coalesce(CAST(%s AS DOUBLE), 'inf') AS DOUBLE)", c)
	}
	found, err := db.QueryContext(context.Background(),
		fmt.Sprintf("SELECT %s FROM '%s'", strings.Join(read, ", "), file))
	if err != nil {
		tb.Fatal(err)
	}
	defer found.Close()
	most := 900_000 / (len(columns) * 11)
	values, targets, pieces := make([]float64, len(columns)), make([]any, len(columns)), make([]bytes.Buffer,
		len(columns))
	for i := range values {
		targets[i] = &values[i]
	}
	rows := 0
	flush := func() {
		texts := make([]string, len(columns))
		for i := range pieces {
			texts[i] = base64.StdEncoding.EncodeToString(pieces[i].Bytes())
			pieces[i].Reset()
		}
		each(rows, texts)
		rows = 0
	}
	for found.Next() {
		if err := found.Scan(targets...); err != nil {
			tb.Fatal(err)
		}
		for i, v := range values {
			pieces[i].Write(binary.BigEndian.AppendUint64(nil, math.Float64bits(v)))
		}
		if rows++; rows == most {
			flush()
		}
	}
	if err := found.Err(); err != nil {
		tb.Fatal(err)
	}
	if rows > 0 {
		flush()
	}
}
