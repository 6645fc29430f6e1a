package propose

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
)

func TestFilesOfOneTableAreOneGlob(t *testing.T) {
	for name, c := range map[string]struct{ files, want []string }{
		"Hive partitions": {[]string{"logs/ds=2024-01-01/part-0.parquet", "logs/ds=2024-01-02/part-0.parquet"},
			[]string{"logs/**/*.parquet"}},
		"two levels of them": {[]string{"logs/ds=2024-01-01/region=eu/a1.parquet",
			"logs/ds=2024-01-02/region=us/a1.parquet"},
			[]string{"logs/**/*.parquet"}},
		"folders of dates": {[]string{"p/2024/01/31/0.pq", "p/2024/02/01/0.pq", "p/2024/02/02/0.pq"},
			[]string{"p/**/*.pq"}},
		"a folder that Spark wrote": {[]string{"out/part-00000-c7a1f3b2-0d0e-4f3a-9b1c-111111111111-c000.snappy.parquet",
			"out/part-00001-c7a1f3b2-0d0e-4f3a-9b1c-111111111111-c000.snappy.parquet"}, []string{"out/*.parquet"}},
		"months": {[]string{"2024-01.parquet", "2024-02.parquet"}, []string{"*.parquet"}},
		"partitions in the root": {[]string{"day=1/x.parquet", "day=2/x.parquet", "other.parquet"},
			[]string{"day=*/x.parquet", "other.parquet"}},
		"two tables in one folder": {[]string{"d/labels-1.pq", "d/labels-2.pq", "d/log-1.pq", "d/log-2.pq"},
			[]string{"d/labels-*.pq", "d/log-*.pq"}},
		"two tables in one partition": {[]string{"d/k=1/labels.pq", "d/k=1/log.pq", "d/k=2/labels.pq",
			"d/k=2/log.pq"}, []string{"d/**/labels.pq", "d/**/log.pq"}},
		"another table further below": {[]string{"d/k=1/a.pq", "d/k=2/a.pq", "d/labels/a.pq"},
			[]string{"d/k=*/*.pq", "d/labels/a.pq"}},
		"files of different names": {[]string{"d/churn.parquet", "d/fraud.parquet"},
			[]string{"d/churn.parquet", "d/fraud.parquet"}},
		"ends in another case": {[]string{"d/1.PARQUET", "d/2.PARQUET", "d/1.pq"},
			[]string{"d/*.PARQUET", "d/1.pq"}},
		"what a job keeps to itself": {[]string{"d/_temporary/0.parquet", "d/.tmp/1.parquet", "d/1.parquet",
			"d/2.parquet"}, []string{"d/*.parquet"}},
		"one file":                       {[]string{"d/1.parquet"}, []string{"d/1.parquet"}},
		"times of day in names":          {[]string{"20240101T0000.pq", "20240101T0100.pq"}, []string{"*.pq"}},
		"numbers inside names of tables": {[]string{"v1/log.pq", "v2/log.pq"}, []string{"v1/log.pq", "v2/log.pq"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := openFiles(t, "1 AS id, 2 AS x", c.files...)
			if got, err := listTables(context.Background(), s); err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%v, %v; want %v", got, err, c.want)
			}
		})
	}
}

// openFiles makes the same Parquet file at several places.
func openFiles(t *testing.T, columns string, files ...string) *duckdb.Store {
	t.Helper()
	root := t.TempDir()
	for _, f := range files {
		writeFile(t, root, f, columns+" FROM range(48) r(i)")
	}
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func writeFile(t *testing.T, root, file, columns string) {
	t.Helper()
	full := filepath.Join(root, file)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	duckdbtest.Exec(t, "", fmt.Sprintf("COPY (SELECT %s) TO '%s' (FORMAT parquet)", columns, full))
}

// Files of different tables are never one, even where their names differ in a number alone.
func TestFilesOfDifferentColumnsAreNoGlob(t *testing.T) {
	root := t.TempDir()
	writeFile(t, root, "t1.parquet", "1 AS id, 2 AS amount, 3 AS score")
	writeFile(t, root, "t2.parquet", "1 AS carrier, 2 AS label, 3 AS seen")
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got, err := listTables(context.Background(), s); err != nil ||
		!slices.Equal(got, []string{"t1.parquet", "t2.parquet"}) {
		t.Errorf("%v, %v", got, err)
	}
}

// A log and its labels that lie in partitions are proposed whole; one day of them would be watched otherwise.
func TestAPartitionedLogIsProposedWhole(t *testing.T) {
	root := t.TempDir()
	for day := 1; day <= 9; day++ {
		writeFile(t, root, fmt.Sprintf("predictions/ds=2024-01-0%d/part-0.parquet", day), fmt.Sprintf(
			"i + %d AS prediction_id, TIMESTAMP '2024-01-0%d' + INTERVAL (i) MINUTE AS predicted_at, i %% 2 = 0 AS prediction, i * 0.5 AS amount FROM range(100) r(i)", 100*day, day))
		writeFile(t, root, fmt.Sprintf("truth/ds=2024-01-0%d/part-0.parquet", day), fmt.Sprintf(
			"i + %d AS prediction_id, i %% 3 = 0 AS label FROM range(100) r(i)", 100*day))
	}
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	p, err := Propose(context.Background(), s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p.Model.Log.Table != "predictions/**/*.parquet" || p.Size != 900 || p.Model.ID != "predictions" {
		t.Errorf("the log is %s of %d rows, the model %s", p.Model.Log.Table, p.Size, p.Model.ID)
	}
	if p.Model.Outcomes == nil || p.Model.Outcomes.Table != "truth/**/*.parquet" {
		t.Errorf("the labels are %+v", p.Model.Outcomes)
	}
}

// One file whose name says prediction does not win over a log of many files: both are named.
func TestALogOfManyFilesIsNotPassedOver(t *testing.T) {
	root := t.TempDir()
	columns := "i AS prediction_id, TIMESTAMP '2024-01-01' + INTERVAL (i) MINUTE AS predicted_at, i % 2 = 0 AS prediction FROM range(100) r(i)"
	for _, file := range []string{"logs/ds=2024-01-01/part-0.parquet", "logs/ds=2024-01-02/part-0.parquet",
		"other/predictions.pq"} {
		writeFile(t, root, file, columns)
	}
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = Propose(context.Background(), s, Options{})
	if want := "several tables could be the prediction log: logs/**/*.parquet, other/predictions.pq; name one of them"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
