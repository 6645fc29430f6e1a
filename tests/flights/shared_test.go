package flights

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"
	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/tests/demo"
)

// writerJob tells a second run of these tests to write a database in place of testing: rows, the time between two, the
// file.
const writerJob = "LEEWAY_TEST_WRITER"

func TestMain(m *testing.M) {
	if job := os.Getenv(writerJob); job != "" {
		if err := write(strings.SplitN(job, " ", 3)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// write inserts rows one by one. For each it opens the file, inserts and closes, and says how long it waited for the
// file.
func write(job []string) error {
	rows, err := strconv.Atoi(job[0])
	pause, failed := time.ParseDuration(job[1])
	for i := 0; i < rows && errors.Join(err, failed) == nil; i++ {
		var waited time.Duration
		waited, err = insert(job[2], i)
		fmt.Println(waited.Seconds())
		time.Sleep(pause)
	}
	return errors.Join(err, failed)
}

// insert tries a file in use again, as docs/datasource.md tells jobs to.
func insert(path string, i int) (waited time.Duration, err error) {
	const patience = time.Minute // a busy machine must not fail the test; the test logs how long it waited
	for begun := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		connector, err := driver.NewConnector(path, nil)
		if err != nil {
			if waited = time.Since(begun); waited > patience {
				return waited, err
			}
			continue
		}
		waited = time.Since(begun)
		db := sql.OpenDB(connector)
		_, err = db.Exec("INSERT INTO predictions SELECT * REPLACE (? AS prediction_id, TIMESTAMP '2013-11-08 12:00:00' AS predicted_at) "+
			"FROM predictions WHERE prediction_id = (SELECT min(prediction_id) FROM predictions)", 100_000_000+i)
		return waited, errors.Join(err, db.Close())
	}
}

// A job inserts into the DuckDB file of the demo's log, one row at a time, while a dashboard on the same file
// refreshes. Every row lands, no panel fails, and what the dashboard shows after its refresh time is the whole log.
func TestAJobWritesTheFileThatADashboardReads(t *testing.T) {
	rows, pause, refresh := 10, 200*time.Millisecond, 500*time.Millisecond
	if os.Getenv("LEEWAY_LONG") != "" {
		rows, pause, refresh = 180, time.Second, 5*time.Second
	}
	i, path, clock := databaseOfTheLog(t)
	from, to := local(11, 1), local(11, 9)
	before := countRows(t, i, from, to)
	job := exec.Command(os.Args[0])
	job.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s %s", writerJob, rows, pause, path))
	job.Stderr = os.Stderr
	out, err := job.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := job.Start(); err != nil {
		t.Fatal(err)
	}
	waits := make(chan []float64)
	go func() { waits <- readNumbers(out) }()
	var waited []float64
	for tick := time.NewTicker(refresh); waited == nil; {
		refreshAll(t, i, from, to)
		select {
		case waited = <-waits:
			tick.Stop()
		case <-tick.C:
		}
	}
	if err := job.Wait(); err != nil {
		t.Errorf("the job: %v", err)
	}
	clock.Store(int64(61 * time.Second)) // an unsettled day is read again after a minute
	if after := countRows(t, i, from, to); len(waited) != rows || after != before+float64(rows) {
		t.Errorf("%v rows after %v and %d inserts", after, before, len(waited))
	}
	slices.Sort(waited)
	t.Logf("%d inserts waited %.3f s at the median, %.3f s at the 99th percentile, %.3f s at most", len(waited),
		waited[len(waited)/2],
		waited[len(waited)*99/100], waited[len(waited)-1])
}

// databaseOfTheLog is the demo's model on a DuckDB file made from its Parquet files. The file holds the log up to the
// day that the clock shows.
func databaseOfTheLog(t *testing.T) (i *plugin.Instance, path string, clock *atomic.Int64) {
	t.Helper()
	folder := demo.Root(t)
	path = filepath.Join(t.TempDir(), "log.duckdb")
	var statements []string
	for _, table := range []string{"predictions", "outcomes", "training"} {
		where := map[string]string{"predictions": " WHERE predicted_at < '2013-11-08 12:00:00'",
			"outcomes": " WHERE observed_at < '2013-11-08 12:00:00'"}[table]
		statements = append(statements, fmt.Sprintf("CREATE TABLE %s AS SELECT * FROM '%s/%s.parquet'%s", table, folder,
			table, where))
	}
	duckdbtest.Exec(t, path, statements...)
	model := strings.ReplaceAll(string(demo.Definition(t)), ".parquet", "")
	clock = &atomic.Int64{}
	begun := time.Now()
	env := plugin.Environment{DuckDBRoot: filepath.Dir(path), Now: func() time.Time {
		return time.Date(2013, 11, 8, 12, 0, 1, 0, time.UTC).Add(time.Since(begun) + time.Duration(clock.Load()))
	}}
	settings := fmt.Sprintf(`{"store":{"kind":"duckdb","path":"log.duckdb"},"limits":{"queryTimeout":"5m"},"models":[%s]}`, model)
	i = plugin.NewInstance(env, backend.DataSourceInstanceSettings{Name: "log", UID: "log",
		JSONData: json.RawMessage(settings)})
	t.Cleanup(i.Dispose)
	return i, path, clock
}

func countRows(t *testing.T, i *plugin.Instance, from, to time.Time) float64 {
	t.Helper()
	f := ask(t, i, from, to, `{"measures":[{"id":"rows"}],"format":"table"}`)
	value, at := f.FieldByName("current")
	if at < 0 {
		t.Fatalf("the frame has %v", fieldNames(f))
	}
	return *value.At(0).(*float64)
}

// refreshAll asks what a dashboard asks at once.
func refreshAll(t *testing.T, i *plugin.Instance, from, to time.Time) {
	t.Helper()
	var queries []backend.DataQuery
	for n, q := range questions {
		queries = append(queries, backend.DataQuery{RefID: fmt.Sprint(n), JSON: json.RawMessage(q),
			TimeRange: backend.TimeRange{From: from, To: to}})
	}
	for ref, r := range i.Answer(t.Context(), queries, plugin.Caller{}) {
		if r.Error != nil {
			t.Errorf("panel %s: %v", ref, r.Error)
		}
	}
}

func readNumbers(r io.Reader) []float64 {
	numbers := []float64{}
	for lines := bufio.NewScanner(r); lines.Scan(); {
		if x, err := strconv.ParseFloat(lines.Text(), 64); err == nil {
			numbers = append(numbers, x)
		}
	}
	return numbers
}
