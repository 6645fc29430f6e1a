package flights

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/plugin"
)

// referenceStatements is how many statements fix the grids of the flights' features: a first pass, counts on what it
// chose, counts on cells half as wide, two rounds closer around frequent values, and counts on what they chose.
const referenceStatements = 6

// Grafana sends an alert rule's refIds one after another, each a request of its own.
func TestSixQueriesOfOneTargetShareOneScan(t *testing.T) {
	i, statements := open(t, "Flights 2013")
	from, to := local(4, 22), local(4, 29)
	query := `{"measures":[{"id":%q}],"stats":[%q],"target":"features","window":"7d","format":"number"}`
	ask(t, i, from, to, fmt.Sprintf(query, "psi", "value"))
	// The first query also read the reference, which fixes the grids once and for all.
	if first := statements.Load(); first != referenceStatements+2 {
		t.Fatalf("the first query ran %d statements, want the reference's, one scan, and one for the log's beginning",
			first)
	}
	for _, q := range [][2]string{{"psi", "critical"}, {"psi", "count"}, {"psi", "baselineCount"},
		{"missing_rate", "current"},
		{"invalid_rate", "baseline"}, {"js", "value"}} {
		ask(t, i, from, to, fmt.Sprintf(query, q[0], q[1]))
	}
	if all := statements.Load(); all != referenceStatements+2 {
		t.Errorf("seven queries ran %d statements, want no more", all)
	}
}

func TestSixQueriesOfAnAccuracyRuleReadTheLogTwice(t *testing.T) {
	i, statements := open(t, "Flights 2013")
	from, to := local(4, 22), local(4, 29)
	for _, stat := range []string{"breach", "current", "baseline", "count", "baselineCount", "rangeStart", "rangeEnd"} {
		q := fmt.Sprintf(`{"queryType":"policy","policy":"accuracy-week","stats":[%q],"format":"number"}`, stat)
		r := send(i, from, to, q, plugin.Caller{FromAlert: true})
		if r.Error != nil {
			t.Fatal(r.Error)
		}
	}
	// The reference, the rows and columns by day, predictions against labels by day, and when the log began.
	if n := statements.Load(); n != referenceStatements+3 {
		t.Errorf("seven queries ran %d statements, want the reference's and 3", n)
	}
}

func TestATrendReadsEachDayOnce(t *testing.T) {
	i, statements := open(t, "Flights 2013")
	ask(t, i, local(6, 1), local(7, 1),
		`{"measures":[{"id":"psi"}],"target":"features","features":["distance"],"every":"1d","window":"7d","format":"timeseries"}`)
	if n := statements.Load(); n != referenceStatements+2 {
		t.Errorf("a 30-day trend with an 8-week rolling baseline ran %d statements, want the reference's, one scan, and one for the log's beginning", n)
	}
}

func TestTwoRunsGiveIdenticalBytes(t *testing.T) {
	raw, err := os.ReadFile("../requests/psi.json")
	if err != nil {
		t.Fatal(err)
	}
	var request struct{ Queries []json.RawMessage }
	if err := json.Unmarshal(raw, &request); err != nil {
		t.Fatal(err)
	}
	queries := append(request.Queries,
		json.RawMessage(`{"measures":[{"id":"mean"},{"id":"std"}],"target":"features","window":"7d"}`),
		json.RawMessage(`{"measures":[{"id":"accuracy"}],"window":"7d"}`))
	var runs [2][]byte
	for run := range runs {
		i, _ := open(t, "Flights 2013")
		for _, q := range queries {
			r := send(i, local(4, 21), local(4, 29), string(q), plugin.Caller{SeesSQL: true})
			if r.Error != nil {
				t.Fatal(r.Error)
			}
			text, err := json.Marshal(r.Frames)
			if err != nil {
				t.Fatal(err)
			}
			runs[run] = append(runs[run], text...)
		}
	}
	if diff := cmp.Diff(string(runs[0]), string(runs[1])); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}

// A point of a time series is the answer of the query whose window ends there.
func TestEveryPointOfATrendIsTheQueryWhoseWindowEndsThere(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	for _, measure := range []string{`{"id":"psi"}`, `{"id":"mean"}`, `{"id":"quantile","p":0.95}`} {
		trend := ask(t, i, local(4, 1), local(5, 1), fmt.Sprintf(
			`{"measures":[%s],"target":"features","features":["dep_delay"],"every":"1w","window":"7d","format":"timeseries"}`, measure))
		for row := range trend.Fields[0].Len() {
			end := local(5, 1).AddDate(0, 0, -7*(trend.Fields[0].Len()-1-row))
			single := ask(t, i, end.AddDate(0, 0, -7), end, fmt.Sprintf(
				`{"measures":[%s],"target":"features","features":["dep_delay"],"window":"7d","format":"number"}`, measure))
			want, got := single.Fields[0].At(0).(*float64), trend.Fields[1].At(row).(*float64)
			if want == nil || got == nil || *want != *got {
				t.Errorf("%s at %s: %s in the trend, %s alone", measure, end, show(got), show(want))
			}
		}
	}
}

func show(x *float64) string {
	if x == nil {
		return "null"
	}
	return fmt.Sprint(*x)
}
