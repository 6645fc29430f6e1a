package duckdb

import (
	"context"
	sqldriver "database/sql/driver"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leeway/pkg/dialect"
	"leeway/tests/storetest"
)

// refused are statements that even someone who could send text would not get past DuckDB's own lock. COPY and EXPORT
// into the allowed directory are missing here because no setting forbids them: run refuses them, as the next test
// shows.
var refused = []string{
	"SET lock_configuration = false", "SET enable_external_access = true", "SET allowed_directories = ['/']",
	"SET temp_directory = '/tmp'", "SET memory_limit = '100GB'", "RESET lock_configuration", "PRAGMA threads = 64",
	"SET GLOBAL TimeZone = 'Asia/Tokyo'",
	"INSERT INTO log.predictions SELECT * FROM log.predictions", "DELETE FROM log.predictions",
	"UPDATE log.predictions SET x = 0", "DROP TABLE log.predictions", "CREATE TABLE log.t (i INT)",
	"ALTER TABLE log.predictions ADD COLUMN y INT",
	"COPY (SELECT 1) TO '{outside}/w.parquet'", "COPY (SELECT 1) TO '/tmp/leeway-w.csv'", "EXPORT DATABASE '{outside}/e'",
	"ATTACH '{outside}/secret.duckdb' AS s", "ATTACH '{outside}/new.duckdb' AS n", "ATTACH '{root}/link.duckdb' AS l",
	"SELECT * FROM read_parquet('{outside}/secret.parquet')", "SELECT * FROM read_parquet('{root}/../outside/*.parquet')",
	"SELECT * FROM read_parquet('{root}/link.parquet')", "SELECT * FROM '{root}/linked/secret.parquet'",
	"SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_text('/etc/hostname')", "SELECT * FROM read_blob('/proc/self/environ')",
	"SELECT * FROM sniff_csv('/etc/passwd')", "SELECT * FROM glob('{outside}/*')", "SELECT * FROM parquet_metadata('{outside}/secret.parquet')",
	"SELECT * FROM read_json('/etc/passwd')", "SELECT * FROM read_csv('https://127.0.0.1/x.csv')",
	"INSTALL httpfs", "LOAD httpfs", "LOAD '{outside}/x.duckdb_extension'", "SELECT getenv('HOME')",
	"CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')", "IMPORT DATABASE '{outside}/e'",
}

func TestLockHolds(t *testing.T) {
	root := place(t)
	s := open(t, Options{Root: root, Path: "log.duckdb"})
	outside := filepath.Join(filepath.Dir(root), "outside")
	reader, err := s.file.acquire(context.Background(), s.session)
	if err != nil {
		t.Fatal(err)
	}
	defer s.file.release(reader)
	for _, statement := range refused {
		text := strings.NewReplacer("{root}", root, "{outside}", outside).Replace(statement)
		// Two connections: what holds on the first must hold on every later one.
		for range 2 {
			rows, err := s.db.QueryContext(context.Background(), text)
			if err != nil {
				continue
			}
			for rows.Next() {
			}
			err = rows.Err()
			rows.Close()
			if err == nil {
				t.Errorf("DuckDB allowed: %s", text)
			}
		}
	}
	entries, err := os.ReadDir(outside)
	if err != nil || len(entries) != 2 {
		t.Errorf("outside the root there are %v (%v), want the two secrets alone", entries, err)
	}
	if n, err := storetest.CountOf(s, "predictions"); err != nil || n != 100 {
		t.Errorf("the log has %d rows (%v), want 100", n, err)
	}
}

// What DuckDB would let through never reaches it: run takes one SELECT.
func TestOnlyOneSelect(t *testing.T) {
	root := place(t)
	s := open(t, Options{Root: root, Path: "log.duckdb"})
	for _, statement := range []string{
		"COPY (SELECT 1) TO '" + root + "/w.parquet'", "EXPORT DATABASE '" + root + "/e'", "PRAGMA enable_profiling",
		"CREATE TEMP TABLE t (i INT)", "CREATE VIEW v AS SELECT 1", "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE log.predictions",
		"ATTACH ':memory:' AS m", "USE log", "CHECKPOINT", "EXPLAIN SELECT 1", "BEGIN", "CALL pragma_version()", "",
	} {
		err := s.run(context.Background(), s.of(), dialect.Statement{SQL: statement},
			func(context.Context, sqldriver.Rows) error { return nil })
		if err == nil {
			t.Errorf("run took %q", statement)
		}
	}
	if _, err := os.Stat(filepath.Join(root, "w.parquet")); err == nil {
		t.Error("a file was written")
	}
}
