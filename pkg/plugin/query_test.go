package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"go.uber.org/goleak"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/frame"
	"leeway/pkg/store"
)

func TestOnlyEditorsSeeTheSQL(t *testing.T) {
	alert := map[string]string{"FromAlert": "true"}
	for _, c := range []struct {
		name    string
		user    *backend.User
		headers map[string]string
		want    bool
	}{
		{"viewer", &backend.User{Login: "v", Role: "Viewer"}, nil, false},
		{"editor", &backend.User{Login: "e", Role: "Editor"}, nil, true},
		{"admin", &backend.User{Login: "a", Role: "Admin"}, nil, true},
		{"nobody", nil, nil, false},
		{"anonymous editor", &backend.User{Role: "Editor"}, nil, false},
		{"unknown role", &backend.User{Login: "x", Role: "editor"}, nil, false},
		{"alert rule", nil, alert, false},
		{"alert rule in an editor's name", &backend.User{Login: "e", Role: "Editor"}, alert, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			i := instance(t, flights, &fake{})
			r := &backend.QueryDataRequest{Headers: c.headers, PluginContext: backend.PluginContext{User: c.user},
				Queries: []backend.DataQuery{{RefID: "A", JSON: json.RawMessage(rows), TimeRange: april}}}
			all, err := i.QueryData(context.Background(), r)
			if err != nil {
				t.Fatal(err)
			}
			answer := all.Responses["A"]
			if answer.Error != nil {
				t.Fatal(answer.Error)
			}
			text, err := json.Marshal(answer.Frames)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(string(text), "SELECT"); got != c.want {
				t.Errorf("SQL is shown: %v, want %v", got, c.want)
			}
			if answer.Frames[0].Meta.ExecutedQueryString == "" == c.want {
				t.Errorf("executedQueryString is %q", answer.Frames[0].Meta.ExecutedQueryString)
			}
			if custom := answer.Frames[0].Meta.Custom.(frame.Custom); custom.Comparison.ReadAt == "" {
				t.Error("nothing says when the store was read")
			}
		})
	}
}

// Two stats of a subject have equal labels, which an alert rule takes for one alert.
func TestAlertRulesAreServedOneStatInAQuery(t *testing.T) {
	i := instance(t, flights, &fake{})
	q := `{"measures":[{"id":"rows"}],"window":"7d","format":"timeseries","stats":["current","baseline"]}`
	r := send(i, q, "", map[string]string{"FromAlert": "true"})
	want := "stats: an alert rule can use one stat in a query, not 2; write a query for each"
	if r.Error == nil || r.Error.Error() != want {
		t.Errorf("it says %v, want %s", r.Error, want)
	}
	if r := send(i, q, "Viewer", nil); r.Error != nil {
		t.Errorf("outside alert rules: %v", r.Error)
	}
}

func TestAlertRulesAreServedNumbersAndSeries(t *testing.T) {
	i := instance(t, flights, &fake{})
	for format, want := range map[string]string{
		"number": "", "timeseries": "",
		"table": "format: alert rules can use the formats number and timeseries, not table",
		"":      "format: alert rules can use the formats number and timeseries, not table", // the default
	} {
		q := fmt.Sprintf(`{"measures":[{"id":"rows"}],"window":"7d","format":%q}`, format)
		got := ""
		if r := send(i, q, "", map[string]string{"FromAlert": "true"}); r.Error != nil {
			got = r.Error.Error()
		}
		if got != want {
			t.Errorf("format %q: %q, want %q", format, got, want)
		}
		if r := send(i, q, "Viewer", nil); r.Error != nil {
			t.Errorf("format %q outside alert rules: %v", format, r.Error)
		}
	}
}

// Grafana retries and counts by status and source; users read the message, and only the log has the driver's own words.
func TestFaultsHaveTheirStatusAndSource(t *testing.T) {
	driver := errors.New("dial tcp 10.0.0.1: password=hunter2")
	for kind, want := range map[fault.Kind]int{
		fault.NotFound: 404, fault.Forbidden: 403, fault.Unreachable: 502, fault.Auth: 502, fault.Timeout: 504, fault.Canceled: 408,
		fault.TooLarge: 422, fault.Store: 502, fault.Unsupported: 501, fault.BadModel: 400, fault.Internal: 500,
	} {
		i := instance(t, flights, &fake{query: func(context.Context, dialect.Statement) error {
			return fault.Newf(kind, "the store is tired").Because(driver)
		}})
		r := send(i, rows, "Admin", nil)
		if r.Error == nil || !strings.HasSuffix(r.Error.Error(), "the store is tired") ||
			strings.Contains(r.Error.Error(), "hunter2") {
			t.Errorf("%s: users read %v", kind, r.Error)
		}
		source := backend.ErrorSourceDownstream
		if kind == fault.Internal {
			source = backend.ErrorSourcePlugin
		}
		if int(r.Status) != want || r.ErrorSource != source {
			t.Errorf("%s: status %d from %s, want %d from %s", kind, r.Status, r.ErrorSource, want, source)
		}
	}
	i := instance(t, flights, &fake{query: func(context.Context, dialect.Statement) error { return driver }})
	r := send(i, rows, "Admin", nil)
	if r.Status != 500 || r.ErrorSource != backend.ErrorSourcePlugin || strings.Contains(r.Error.Error(), "hunter2") {
		t.Errorf("an error that is no fault: status %d from %s, %v", r.Status, r.ErrorSource, r.Error)
	}
	if r := send(i, `{"measures":[{"id":"nonsense"}]}`, "Admin", nil); r.Status != http.StatusBadRequest ||
		r.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("a bad query: status %d from %s", r.Status, r.ErrorSource)
	}
}

func TestAPanicIsAnErrorOfItsQueryAlone(t *testing.T) {
	versioned := strings.Replace(flights, `"prediction": "late"`, `"prediction": "late", "version": "release"`, 1)
	i := instance(t, versioned, &fake{query: func(_ context.Context, s dialect.Statement) error {
		if slices.Contains(s.Args, any("v1")) {
			panic("index out of range")
		}
		return nil
	}})
	request := &backend.QueryDataRequest{}
	for ref, versions := range map[string]string{"A": `[]`, "B": `["v1"]`, "C": `[]`} {
		request.Queries = append(request.Queries, backend.DataQuery{RefID: ref, TimeRange: april,
			JSON: json.RawMessage(`{"measures":[{"id":"rows"}],"format":"number","versions":` + versions + `}`)})
	}
	all, err := i.QueryData(context.Background(), request)
	if err != nil {
		t.Fatal(err)
	}
	for ref, broken := range map[string]bool{"A": false, "B": true, "C": false} {
		r := all.Responses[ref]
		if (r.Error != nil) != broken {
			t.Errorf("query %s: %v", ref, r.Error)
		}
	}
	b := all.Responses["B"]
	if b.Error.Error() != "an internal problem; the server's log has the details" || b.Status != 500 ||
		b.ErrorSource != backend.ErrorSourcePlugin {
		t.Errorf("the panic became %v, status %d from %s", b.Error, b.Status, b.ErrorSource)
	}
}

func TestAStoreThatComesBackIsUsed(t *testing.T) {
	i := instance(t, flights, nil)
	up := false
	i.connect = func(context.Context) (store.Store, error) {
		if !up {
			return nil, fault.Newf(fault.Unreachable, "the database does not answer")
		}
		return &fake{}, nil
	}
	for range 2 {
		if r := send(i, rows, "Viewer", nil); r.Status != 502 || r.Error.Error() != "the database does not answer" {
			t.Fatalf("down: status %d, %v", r.Status, r.Error)
		}
	}
	up = true
	if r := send(i, rows, "Viewer", nil); r.Error != nil {
		t.Errorf("up again: %v", r.Error)
	}
}

func TestDisposeEndsWhatRuns(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	f := &fake{}
	f.query = func(ctx context.Context, _ dialect.Statement) error {
		for !f.closed.Load() { // as a driver whose connections are closed under it
			select {
			case <-ctx.Done():
				return fault.Newf(fault.Canceled, "the query was cancelled")
			case <-time.After(time.Millisecond):
			}
		}
		return fault.Newf(fault.Canceled, "the query was cancelled")
	}
	i := instance(t, flights, f)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if r := send(i, rows, "Viewer", nil); r.Error == nil || r.Status != http.StatusRequestTimeout {
				t.Errorf("a query of a closed store: status %d, %v", r.Status, r.Error)
			}
		})
		group.Go(func() {
			if _, err := i.CheckHealth(context.Background(), nil); err != nil {
				t.Error(err)
			}
		})
	}
	for f.ran.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	i.Dispose()
	group.Wait()
	r := send(i, rows, "Viewer", nil)
	if want := "the settings of the data source have changed; ask again"; r.Error == nil || r.Error.Error() != want {
		t.Errorf("after Dispose: %v, want %s", r.Error, want)
	}
}

// The time limit is one of the whole query: statements that each stay below it do not add up beyond it.
func TestTheTimeLimitIsOfAllStatementsTogether(t *testing.T) {
	limited := strings.Replace(flights, "{", `{"limits": {"queryTimeout": "1s"}, `, 1)
	i := instance(t, limited, &fake{query: func(ctx context.Context, _ dialect.Statement) error {
		select {
		case <-ctx.Done():
			return fault.Newf(fault.Canceled, "the query was cancelled")
		case <-time.After(600 * time.Millisecond):
			return nil
		}
	}})
	r := send(i, `{"measures":[{"id":"psi"},{"id":"mean"}],"target":"features","window":"7d","format":"table"}`,
		"Viewer", nil)
	if r.Status != http.StatusGatewayTimeout || r.Error == nil ||
		!strings.Contains(r.Error.Error(), "the query took longer than 1s (limits.queryTimeout)") {
		t.Errorf("status %d, %v", r.Status, r.Error)
	}
}

func TestACallerWhoLeavesIsNotAnInternalProblem(t *testing.T) {
	ctx, leave := context.WithCancel(context.Background())
	i := instance(t, flights, &fake{query: func(ctx context.Context, _ dialect.Statement) error {
		leave()
		<-ctx.Done()
		return ctx.Err()
	}})
	r := i.Answer(ctx, []backend.DataQuery{{RefID: "A", JSON: json.RawMessage(rows), TimeRange: april}}, Caller{})["A"]
	if r.Error == nil || r.Error.Error() != "the query was cancelled" ||
		r.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("got %v from %s", r.Error, r.ErrorSource)
	}
	if all, err := i.QueryData(ctx, &backend.QueryDataRequest{}); all != nil ||
		backend.RequestStatusFromError(err) != backend.RequestStatusCancelled {
		t.Errorf("Grafana is answered %v, %v: it would log a failure", all, err)
	}
}

// Definitions are read one by one: what is wrong with one is said where it is asked for.
func TestARefusedModelLeavesTheOthersWorking(t *testing.T) {
	two := strings.Replace(flights, `"models": [`,
		`"models": [{"schemaVersion": 1, "id": "odd", "task": "binry", "log": {"table": "p.parquet", "time": {"column": "at"}}}, `, 1)
	i := instance(t, two, &fake{})
	r := send(i, rows, "Viewer", nil)
	if r.Error != nil || len(r.Frames[0].Fields) != 1 {
		t.Fatalf("the good model: %v", r.Error)
	}
	notices := r.Frames[0].Meta.Notices
	want := `models[0].task: "binry" is not one of binary, multiclass, regression (did you mean binary?)`
	if len(notices) == 0 || !strings.Contains(notices[0].Text, want) {
		t.Errorf("the notices are %v, want one with %s", notices, want)
	}
	r = send(i, `{"models":["odd"],"measures":[{"id":"rows"}]}`, "Viewer", nil)
	if r.Error == nil || r.Error.Error() != want || r.Status != http.StatusBadRequest {
		t.Errorf("the refused one: %v, status %d; want %s", r.Error, r.Status, want)
	}
	alone := instance(t, strings.Replace(flights, `"binary"`, `"binry"`, 1), &fake{})
	if r := send(alone, rows, "Viewer", nil); r.Error == nil || r.Error.Error() != want ||
		r.Status != http.StatusBadRequest {
		t.Errorf("where no other is left: %v, status %d; want %s", r.Error, r.Status, want)
	}
}
