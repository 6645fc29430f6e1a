package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leeway/pkg/store/duckdb/duckdbtest"
)

// invoke runs a subcommand as main does, in this process, and returns what it printed.
func invoke(t *testing.T, stdin string, args ...string) (string, error) {
	t.Helper()
	input := filepath.Join(t.TempDir(), "in")
	if err := os.WriteFile(input, []byte(stdin), 0o600); err != nil {
		t.Fatal(err)
	}
	return invokeUntil(t, context.Background(), input, args...)
}

// invokeUntil is invoke with a file as standard input, and a context.
func invokeUntil(t *testing.T, ctx context.Context, input string, args ...string) (string, error) {
	t.Helper()
	output := filepath.Join(t.TempDir(), "out")
	in, err := os.Open(input)
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(output)
	if err != nil {
		t.Fatal(err)
	}
	before := [2]*os.File{os.Stdin, os.Stdout}
	os.Stdin, os.Stdout = in, out
	failed := run(ctx, args)
	os.Stdin, os.Stdout = before[0], before[1]
	if err := errors.Join(in.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), failed
}

// A full disk under the output is a failure, whatever the command prints; half an answer with status 0 would be taken
// for one.
func TestAFullDiskIsAFailure(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no /dev/full here")
	}
	defer full.Close()
	file := settings(t, lateRate)
	request := `{"from": "2024-04-22T00:00:00Z", "to": "2024-04-29T00:00:00Z", "queries": [{"refId": "A", "measures": [{"id": "rows"}]}]}`
	for _, args := range [][]string{{"query"}, {"sql"}, {"check", "--from", "2024-04-22", "--to", "2024-04-29"}} {
		in := filepath.Join(t.TempDir(), "in")
		if err := os.WriteFile(in, []byte(request), 0o600); err != nil {
			t.Fatal(err)
		}
		stdin, err := os.Open(in)
		if err != nil {
			t.Fatal(err)
		}
		before := [2]*os.File{os.Stdin, os.Stdout}
		os.Stdin, os.Stdout = stdin, full
		err = run(context.Background(), append(args, "--datasource", file))
		os.Stdin, os.Stdout = before[0], before[1]
		_ = stdin.Close()
		if err == nil || !strings.Contains(err.Error(), "no space left") {
			t.Errorf("%s: %v", args[0], err)
		}
	}
}

// What a request holds is repeated in an error to 200 characters.
func TestErrorsRepeatLittleOfTheRequest(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	file := settings(t, "")
	for _, query := range []string{`{"measures": [{"id": "` + long + `"}]}`, `{"` + long + `": 1}`,
		`{"measures": [{"id": "rows"}], "models": ["` + long + `"]}`,
		`{"measures": [{"id": "rows"}], "filters": [{"key": "x", "operator": "` + long + `", "value": "1"}]}`,
		`{"measures": [{"id": "rows"}], "window": "` + long + `"}`, `{"measures": [{"id": "rows"}], "format": ` +
			strings.Repeat("9", 100_000) + `}`} {
		_, err := invoke(t, `{"from": "2024-04-22T00:00:00Z", "to": "2024-04-29T00:00:00Z", "queries": [`+query+`]}`,
			"query", "--datasource", file)
		if err == nil || len(err.Error()) > 1000 {
			t.Errorf("%.80s…: %.300v", query, err)
		}
	}
}

// status is the exit status main ends with.
func status(err error) int {
	var exit exitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.status
	}
	return 1
}

// settings writes a settings file beside a log of 100 predictions a day from April 2024 on, and returns its path. In
// the week from the 22nd every prediction is late, before it one in five.
func settings(t *testing.T, policies string) string {
	t.Helper()
	root := t.TempDir()
	duckdbtest.Exec(t, "",
		`COPY (SELECT i AS id, TIMESTAMP '2024-03-01' + INTERVAL 864 SECOND * i AS at, i % 5 = 0 OR i >= 5200 AS late, i % 7 AS x
		FROM range(0, 5900) t(i)) TO '`+filepath.Join(root, "log.parquet")+`' (FORMAT parquet)`)
	file := filepath.Join(root, "settings.yaml")
	text := `apiVersion: 1
datasources:
  - name: Log
    type: leeway-monitor-datasource
    uid: log
    jsonData:
      store: { kind: duckdb }
      models:
        - id: m
          task: binary
          log: { table: log.parquet, id: [id], unique: all, time: { column: at }, prediction: late }
          features: [{ name: x, kind: numeric }]
          baselines: { rolling: { kind: rolling, periods: 6, every: 1w }, before: { kind: previous } }
          baseline: rolling
          defaults: off
          policies: [` + policies + `]
`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

const lateRate = `{ id: late, tier: page, target: prediction, measure: mean, stat: change, above: 0.2, window: 7d }`

func TestQueryAnswersAndFailsWithTheQuerys(t *testing.T) {
	file := settings(t, "")
	body := func(queries string) string {
		return `{"from": "2024-04-22T00:00:00Z", "to": "2024-04-29T00:00:00Z", "queries": [` + queries + `]}`
	}
	out, err := invoke(t, body(`{"refId": "A", "measures": [{"id": "rows"}], "format": "number"}`), "query",
		"--datasource", file)
	if err != nil {
		t.Fatal(err)
	}
	var response struct {
		Results map[string]struct {
			Status int
			Error  string
			Frames []json.RawMessage
		}
	}
	if err := json.Unmarshal([]byte(out), &response); err != nil {
		t.Fatal(err)
	}
	a := response.Results["A"]
	if a.Status != 200 || len(a.Frames) != 1 || !strings.Contains(string(a.Frames[0]), `"values":[[700]]`) ||
		!strings.Contains(string(a.Frames[0]), "SELECT") {
		t.Errorf("status %d, %s; want 700 rows and the SQL", a.Status, a.Frames)
	}
	if strings.Contains(out, "readAt") {
		t.Error("the answer tells the time, so two are never the same bytes")
	}
	out, err = invoke(t,
		body(`{"refId": "B", "measures": [{"id": "rows"}]}, {"refId": "A", "measures": [{"id": "rowz"}]}`), "query", "--datasource", file)
	if status(err) != 1 || !strings.HasPrefix(err.Error(), `query A: measures[0].id: "rowz" is not one of `) {
		t.Errorf("status %d, %v", status(err), err)
	}
	if !strings.Contains(out, `"B":{"status":200`) {
		t.Errorf("the good query went down with the bad one: %s", out)
	}
}

func TestSQLPrintsTheStatements(t *testing.T) {
	out, err := invoke(t,
		`{"from": "1713744000000", "to": 1714348800000, "queries": [{"measures": [{"id": "psi"}], "target": "features"}]}`,
		"sql", "--datasource", settings(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out, ";\n"); n != 4 || !strings.Contains(out, "log.parquet") ||
		strings.Contains(out, os.TempDir()) {
		t.Errorf("%d statements, want the log's beginning, the reference's two and the scan, with no path of this machine:\n%s", n, out)
	}
}

func TestCheckEndsWithTheStatusOfTheWorst(t *testing.T) {
	loud, quiet := settings(t, lateRate), settings(t, strings.Replace(lateRate, "above: 0.2", "above: 0.95", 1))
	unjudged := settings(t, strings.Replace(lateRate, "window: 7d", "window: 7d, minCount: 1000000", 1))
	explained := settings(t, strings.Replace(lateRate, "tier: page", "tier: explain", 1))
	for _, c := range []struct {
		name string
		args []string
		want int
		says string
	}{
		{"a breach", []string{"--datasource", loud}, 2, "a policy is breached"},
		{"the week before", []string{"--datasource", loud, "--to", "2024-04-22"}, 0, ""},
		{"an instant", []string{"--datasource", loud, "--to", "2024-04-29T00:00:00Z"}, 2, "a policy is breached"},
		{"against the week before", []string{"--datasource", loud, "--baseline", "before"}, 2, "a policy is breached"},
		{"a loose policy", []string{"--datasource", quiet}, 0, ""},
		{"too few rows", []string{"--datasource", unjudged}, 1, "no page or notify policy could be judged"},
		{"explain is never loud", []string{"--datasource", explained}, 0, ""},
		{"an unknown model", []string{"--datasource", loud, "--model", "n"}, 1, `--model: "n" is not one of m`},
		{"an unknown baseline", []string{"--datasource", loud, "--baseline", "launch"}, 1,
			`baseline: "launch" is not one of before, rolling`},
		{"an unknown output", []string{"--datasource", loud, "--output", "html"}, 1,
			`--output: "html" is not one of [json junit markdown text]`},
		{"a date that is none", []string{"--datasource", loud, "--to", "yesterday"}, 1, `--to: "yesterday" is neither`},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := invoke(t, "", append([]string{"check"}, c.args...)...)
			if got := status(err); got != c.want {
				t.Errorf("status %d (%v), want %d\n%s", got, err, c.want, out)
			}
			if c.says != "" && (err == nil || !strings.HasPrefix(err.Error(), c.says)) {
				t.Errorf("it says %v, want %s", err, c.says)
			}
		})
	}
}

func TestCheckJudgesUpToTheEndOfTheLog(t *testing.T) {
	out, err := invoke(t, "", "check", "--datasource", settings(t, lateRate), "--output", "json")
	if status(err) != 2 {
		t.Fatalf("status %d, %v", status(err), err)
	}
	var report struct {
		Models []struct {
			Window   struct{ From, To string }
			Policies []struct {
				Verdict           string
				Current, Baseline float64
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	m := report.Models[0]
	// The last of 5,900 rows was logged 5,899 × 864 s after the 1st of March, at 23:45:36, and no row is due before
	// midnight.
	if m.Window.From != "2024-04-22T00:00:00Z" || m.Window.To != "2024-04-29T00:00:00Z" {
		t.Errorf("the range is %s to %s, want the 7 days up to the midnight after the last row", m.Window.From,
			m.Window.To)
	}
	if p := m.Policies[0]; p.Verdict != "breach" || p.Current < 0.8 || p.Baseline != 0.2 {
		t.Errorf("%+v, want a breach of about 0.89 against 0.2", p)
	}
}

func TestUsageNamesTheCommands(t *testing.T) {
	for _, args := range [][]string{nil, {"nonsense"}} {
		_, err := invoke(t, "", args...)
		if status(err) != 1 {
			t.Errorf("%v: status %d", args, status(err))
		}
		for _, c := range commands() {
			if !strings.Contains(err.Error(), c.name) || !strings.Contains(err.Error(), c.does) {
				t.Errorf("the usage lacks %s: %v", c.name, err)
			}
		}
	}
}

// Who asks for help has made no mistake: main ends with 0 on this error, and says nothing more.
func TestHelpIsNoFault(t *testing.T) {
	for _, name := range []string{"query", "sql", "check", "init", "serve"} {
		if _, err := invoke(t, "", name, "--help"); !errors.Is(err, flag.ErrHelp) {
			t.Errorf("%s --help: %v", name, err)
		}
	}
	for _, help := range []string{"--help", "-h", "help"} {
		if text, err := invoke(t, "", help); !errors.Is(err, flag.ErrHelp) || text != usage() {
			t.Errorf("%s: %q, %v", help, text, err)
		}
	}
}
