package propose

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/check"
	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/pkg/window"
)

// rows are 6,000 rows, one every ten minutes: i counts them, u is spread evenly over 0 to 1, happened is when.
const rows = " FROM (SELECT i, (i * 7919 % 1000) / 1000.0 AS u, TIMESTAMP '2026-01-05' + INTERVAL 10 MINUTE * i AS happened FROM range(6000) r(i))"

// conventions are tables as the tools that write them name their columns, and the roles that a reader of the tool's
// documentation gives these.
var conventions = []struct {
	name   string
	tables []string
	want   string
}{
	{"Databricks",
		[]string{`CREATE TABLE credit_payload AS SELECT uuid() AS databricks_request_id, CAST(NULL AS VARCHAR) AS client_request_id, CAST(happened AS DATE) AS request_date,
		CAST(happened AS TIMESTAMPTZ) AS request_time, 200 AS status_code, 1.0 AS sampling_fraction, 5 + i % 40 AS execution_duration_ms, 'credit-' || (1 + i // 1500) AS served_entity_id,
		CAST('{"amount": ' || u * 900 || ', "country": "' || ['DE', 'FR', 'US'][1 + i % 3] || '", "tags": [1]}' AS JSON) AS request, CAST('{"prediction": 1}' AS JSON) AS response,
		CAST(u > 0.8 AS INTEGER) AS prediction` + rows}, `
		id databricks_request_id, time request_time, version served_entity_id, binary: prediction, positive 1, latency execution_duration_ms ms
		numeric amount at request.amount, categorical country at request.country`},
	{"Snowflake",
		[]string{`CREATE TABLE INFERENCE_LOG AS SELECT i AS ROW_ID, happened AS "TIMESTAMP", CASE WHEN u > 0.7 THEN 'CHURN' ELSE 'STAY' END AS PREDICTED_CLASS,
		u AS PREDICTED_SCORE, CASE WHEN u > 0.6 THEN 'CHURN' ELSE 'STAY' END AS ACTUAL_CLASS, 300 + i % 500 AS CREDIT_SCORE, ['NORTH', 'SOUTH'][1 + i % 2] AS REGION` + rows}, `
		id ROW_ID, time TIMESTAMP, binary: PREDICTED_CLASS, score PREDICTED_SCORE, positive CHURN, label ACTUAL_CLASS
		numeric CREDIT_SCORE, categorical REGION, segment by_region`},
	{"Arize",
		[]string{`CREATE TABLE claims AS SELECT 'p' || i AS prediction_id, CAST(epoch(happened) AS BIGINT) AS prediction_ts, 'v' || (1 + i // 2000) AS model_version,
		CASE WHEN u > 0.9 THEN 'Fraud' ELSE 'No Claims' END AS prediction_label, u AS prediction_score, CASE WHEN u > 0.92 THEN 'Fraud' ELSE 'No Claims' END AS actual_label,
		['ca', 'ny', 'tx'][1 + i % 3] AS "feature/state", u * 100 AS "feature/premium", 'female' AS "tag/gender", u / 7 AS "shap/premium"` + rows}, `
		id prediction_id, time prediction_ts in s, version model_version, binary: prediction_label, score prediction_score, positive Fraud, label actual_label
		categorical feature/state, numeric feature/premium, segment by_feature_state`},
	{"Evidently",
		[]string{`CREATE TABLE current AS SELECT i AS id, happened AS datetime, 200 * u + i % 7 AS target, 200 * u AS prediction, 20 * u AS temp, i % 24 AS hour, ['clear', 'rain'][1 + i % 2] AS weather` + rows}, `
		id id, time datetime, regression: prediction, label target
		numeric temp, numeric hour, categorical weather, segment weather`},
	{"Evidently, probabilities named after two classes",
		[]string{`CREATE TABLE current AS SELECT i AS id, happened AS datetime, ['stay', 'churn'][1 + CAST(u > 0.6 AS INTEGER)] AS prediction,
		['stay', 'churn'][1 + CAST(u > 0.55 AS INTEGER)] AS target, 1 - u * 0.9 AS stay, u * 0.9 AS churn, 20 * u AS temp` + rows}, `
		id id, time datetime, binary: prediction, score churn, positive churn, label target
		numeric temp`},
	{"Evidently, probabilities named after classes",
		[]string{`CREATE TABLE current AS SELECT i AS id, happened AS datetime, ['setosa', 'virginica', 'versicolor'][1 + i % 3] AS prediction,
		['setosa', 'virginica', 'versicolor'][1 + (i + i // 10) % 3] AS target, round(u / 2, 2) AS setosa, round(u / 2, 2) AS virginica, round(1 - u, 2) AS versicolor, 20 * u AS temp` + rows}, `
		id id, time datetime, multiclass: prediction, scores setosa versicolor virginica, label target
		numeric temp`},
	{"NannyML",
		[]string{`CREATE TABLE analysis AS SELECT i AS id, happened AS timestamp, 40000 * u AS car_value, ['0 - 20K €', '20K - 40K €'][1 + i % 2] AS salary_range, i % 3 = 0 AS repaid_loan_on_prev_car,
		u AS y_pred_proba, CAST(u > 0.5 AS INTEGER) AS y_pred` + rows, `CREATE TABLE analysis_targets AS SELECT i AS id, CAST(u > 0.45 AS INTEGER) AS repaid` + rows}, `
		id id, time timestamp, binary: y_pred, score y_pred_proba, positive 1, label repaid of analysis_targets
		numeric car_value, categorical salary_range, categorical repaid_loan_on_prev_car, segment salary_range, segment repaid_loan_on_prev_car`},
	{"NannyML, several classes",
		[]string{`CREATE TABLE cards AS SELECT i AS identifier, happened AS timestamp, u * 50 AS age, ['prepaid', 'upmarket', 'highstreet'][1 + i % 3] AS y_pred, 1 - u AS y_pred_proba_prepaid,
		u / 2 AS y_pred_proba_upmarket, u / 2 AS y_pred_proba_highstreet, ['prepaid', 'upmarket', 'highstreet'][1 + (i + i // 10) % 3] AS y_true` + rows}, `
		id identifier, time timestamp, multiclass: y_pred, scores y_pred_proba_highstreet y_pred_proba_prepaid y_pred_proba_upmarket, label y_true
		numeric age`},
	{"KServe",
		[]string{`CREATE TABLE events AS SELECT uuid() AS "ce-id", happened AS "ce-time", 'org.kubeflow.serving.inference.response' AS "ce-type", 'iris' AS "ce-inferenceservicename", 'ns' AS namespace,
		i % 3 AS prediction, 4 + u AS sepal_length, u AS petal_width` + rows}, `
		id ce-id, time ce-time, multiclass: prediction
		numeric sepal_length, numeric petal_width`},
}

func TestTheRolesOfKnownConventions(t *testing.T) {
	for _, c := range conventions {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, c.tables...)
			p, err := Propose(context.Background(), s, Options{})
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Fields(c.want)
			if diff := cmp.Diff(want, strings.Fields(roles(p.Model))); diff != "" {
				t.Errorf("(-want +got)\n%s\n%s", diff, roles(p.Model))
			}
			works(t, s, p)
			for _, n := range p.Notes {
				if n.Path == "log.prediction" && n.Confidence != High {
					t.Errorf("the prediction is of confidence %s: %s", n.Confidence, n.Reason)
				}
			}
		})
	}
}

// roles is a definition in a line.
func roles(m model.Model) string {
	var parts []string
	add := func(what string, names ...string) {
		if names[0] != "" {
			parts = append(parts, what+" "+strings.Join(names, " "))
		}
	}
	add("id", strings.Join(m.Log.ID, "+"))
	at := m.Log.Time.Column
	if m.Log.Time.Unit != "" {
		at += " in " + m.Log.Time.Unit
	}
	add("time", at)
	add("version", m.Log.Version)
	add(string(m.Task)+":", m.Log.Prediction)
	if s := m.Log.Score; s != nil {
		add("score", s.Column)
		var columns []string
		for _, c := range s.Classes {
			columns = append(columns, c.Column)
		}
		slices.Sort(columns)
		add("scores", strings.Join(columns, " "))
	}
	add("positive", m.Log.Positive.Name())
	if o := m.Outcomes; o != nil {
		label := o.Label
		if o.Table != "" {
			label += " of " + o.Table
		}
		add("label", label)
	}
	if l := m.Log.Latency; l != nil {
		add("latency", l.Column, l.Unit)
	}
	head := strings.Join(parts, ", ")
	parts = nil
	for _, f := range m.Features {
		name := f.Name
		if f.Path != "" {
			name += " at " + f.Path
		}
		add(string(f.Kind), name)
	}
	for _, s := range m.Segments {
		add("segment", s.Name)
	}
	return head + "\n" + strings.Join(parts, ", ")
}

// works has the definition read back from its YAML, found in the catalog and judged, as a person would use it.
func works(t *testing.T, s *duckdb.Store, p *Proposal) {
	t.Helper()
	text, err := p.YAML()
	if err != nil {
		t.Fatal(err)
	}
	m := readBack(t, text)
	for _, f := range m.Features {
		if (f.Kind == model.Numeric) != (f.Grid != "") || (f.Kind == model.Categorical) != (len(f.Values) > 0) {
			t.Errorf("feature %s is not pinned: grid %q, values %v", f.Name, f.Grid, f.Values)
		}
	}
	e, err := engine.New(engine.Options{Store: s, Models: []*model.Model{m}})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.CheckModel(context.Background(), m); err != nil {
		t.Error(err)
	}
	end := time.Date(2026, 2, 15, 0, 0, 0, 0, time.UTC)
	report, err := check.Run(context.Background(), e,
		check.Options{Range: func(*model.Model, func() (time.Time, error)) (window.Range, error) {
			return window.Range{Start: end.AddDate(0, 0, -7), End: end}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	if report.Status() == 1 {
		t.Errorf("none of the policies could be judged: %+v", report.Models[0].Policies)
	}
}

// readBack reads the one definition of a YAML text, as the settings do.
func readBack(t *testing.T, text string) *model.Model {
	t.Helper()
	raw, err := model.FromYAML([]byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	settings, refused := model.ParseSettings(slices.Concat([]byte(`{"store": {"kind": "duckdb"}, "models": `), raw,
		[]byte("}")))
	if len(refused) > 0 || len(settings.Models) != 1 {
		t.Fatalf("%v\n%s", refused, text)
	}
	return &settings.Models[0]
}

// open makes a database of these tables and opens it.
func open(t *testing.T, statements ...string) *duckdb.Store {
	t.Helper()
	root := t.TempDir()
	duckdbtest.Exec(t, filepath.Join(root, "t.duckdb"), statements...)
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root, Path: "t.duckdb"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestWhatIsNoLogIsRefusedInWords(t *testing.T) {
	const log = "CREATE TABLE predictions AS SELECT i AS id, happened, u > 0.5 AS prediction" + rows
	for _, c := range []struct {
		name   string
		tables []string
		asked  Options
		kind   fault.Kind
		want   string
	}{
		{"raw Databricks payloads",
			[]string{`CREATE TABLE payload AS SELECT uuid() AS databricks_request_id, epoch_ms(happened) AS timestamp_ms, CAST('{"instances": [[1]]}' AS JSON) AS request,
			CAST('{"predictions": [1]}' AS JSON) AS response` + rows}, Options{Table: "payload"}, fault.Unsupported, `the predictions lie inside the documents of "response"`},
		{"raw KServe events",
			[]string{`CREATE TABLE events AS SELECT i AS id, happened AS time, 'x' AS type, CAST('{"outputs": []}' AS JSON) AS data` + rows}, Options{Table: "events"}, fault.Unsupported,
			`the predictions lie inside the documents of "data"`},
		{"an empty table", []string{"CREATE TABLE t (id INTEGER, ts TIMESTAMP, prediction BOOLEAN)"},
			Options{Table: "t"}, fault.NotFound, "the table t has no rows"},
		{"no time", []string{"CREATE TABLE t AS SELECT i AS id, u > 0.5 AS prediction" + rows}, Options{Table: "t"},
			fault.Unsupported, "no column that could be the time"},
		{"no prediction", []string{"CREATE TABLE t AS SELECT i AS id, happened, u * 9 AS amount" + rows},
			Options{Table: "t"}, fault.Unsupported, "looks like a prediction or a score"},
		{"a table that is not there", []string{log}, Options{Table: "prediction"}, fault.NotFound,
			"there is no table prediction; there are predictions"},
		{"no table that looks like one", []string{"CREATE TABLE t AS SELECT 1 AS x"}, Options{}, fault.NotFound,
			"no table looks like a prediction log"},
		{"several", []string{log, "CREATE TABLE predictions_old AS SELECT * FROM predictions"}, Options{},
			fault.NotFound, "several tables could be the prediction log: predictions, predictions_old"},
		{"outcomes without the id", []string{log, "CREATE TABLE y AS SELECT 1 AS x"},
			Options{Table: "predictions", Outcomes: "y"}, fault.Unsupported, `the table y has no column "id"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Propose(context.Background(), open(t, c.tables...), c.asked)
			if err == nil || fault.As(err).Kind != c.kind || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v (%v), want %s: %s", err, fault.As(err).Kind, c.kind, c.want)
			}
		})
	}
}
