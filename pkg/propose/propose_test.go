package propose

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// proposed is the proposal for the table predictions of a database.
func proposed(t *testing.T, statements ...string) *Proposal {
	t.Helper()
	p, err := Propose(context.Background(), open(t, statements...), Options{Table: "predictions"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func create(columns string) string {
	return "CREATE TABLE predictions AS SELECT i AS id, happened AS ts, " + columns + rows
}

// reason is what a proposal says of a path.
func (p *Proposal) reason(path string) string {
	var all []string
	for _, n := range p.Notes {
		if n.Path == path {
			all = append(all, string(n.Confidence)+": "+n.Reason)
		}
	}
	return strings.Join(all, "; ")
}

func TestThePositiveClass(t *testing.T) {
	for _, c := range []struct{ columns, want, reason string }{
		{"u > 0.5 AS prediction", "true", "high: the usual one of its pair"},
		{"['no', 'yes'][1 + i % 2] AS prediction", "yes", "high: the usual one of its pair"},
		{"1 - 2 * (i % 2) AS prediction", "1", "high: the usual one of its pair"},
		{"['good', 'bad'][1 + CAST(u > 0.4 AS INTEGER)] AS prediction, u AS score", "bad",
			"medium: its scores are the higher ones in the sample"},
		{"['good', 'bad'][1 + CAST(u > 0.7 AS INTEGER)] AS prediction", "bad", "low: the rarer class of the sample"},
		{"0 AS prediction", "1", "medium: the sample holds its opposite only"},
		{"u AS score", "true", "low: no class is known; write the value that labels have for it"},
	} {
		p := proposed(t, create(c.columns))
		if got := p.Model.Log.Positive.Name(); got != c.want || p.reason("log.positive") != c.reason {
			t.Errorf("%s: %q (%s), want %q (%s)", c.columns, got, p.reason("log.positive"), c.want, c.reason)
		}
	}
}

func TestLabelsOfOtherClassesAreLeftOut(t *testing.T) {
	p := proposed(t, create("u > 0.5 AS prediction, ['good', 'bad'][1 + CAST(u > 0.4 AS INTEGER)] AS label"))
	const want = "low: left out: label writes its classes as bad, good, the prediction as false, true, and no class is in both; make a view that writes both alike"
	if p.Model.Outcomes != nil || p.reason("outcomes") != want {
		t.Errorf("%+v\n%s", p.Model.Outcomes, p.reason("outcomes"))
	}
}

func TestThePositiveClassHasAllItsSpellings(t *testing.T) {
	for _, c := range []struct{ columns, want string }{
		{"u > 0.5 AS prediction, CAST(u > 0.4 AS INTEGER) AS label", `["true","1"]`},
		{"CAST(u > 0.5 AS INTEGER) AS prediction, u > 0.4 AS label", `["1","true"]`},
		{"['no', 'yes'][1 + CAST(u > 0.5 AS INTEGER)] AS prediction, u > 0.4 AS label", `["yes","true"]`},
		{"['ok', 'fraud'][1 + CAST(u > 0.9 AS INTEGER)] AS prediction, ['OK', 'Fraud'][1 + CAST(u > 0.8 AS INTEGER)] AS label", `["fraud","Fraud"]`},
		{"u > 0.5 AS prediction, u > 0.4 AS label", `"true"`},
	} {
		p := proposed(t, create(c.columns))
		got, err := json.Marshal(p.Model.Log.Positive)
		if err != nil || string(got) != c.want || p.Model.Task != model.Binary || p.Model.Outcomes == nil {
			t.Errorf("%s: %s (%v) of a %s model with outcomes %+v, want %s\n%s", c.columns, got, err, p.Model.Task,
				p.Model.Outcomes, c.want, p.reason("log.positive"))
		}
	}
}

func TestTheDelayIsHowLateLabelsCome(t *testing.T) {
	for hours, want := range map[int]string{0: "1h", 5: "6h", 30: "2d", 24 * 10: "14d"} {
		p := proposed(t, create("u > 0.5 AS prediction"), fmt.Sprintf(
			"CREATE TABLE labels AS SELECT i AS id, happened + INTERVAL 1 HOUR * %d AS observed_at, u > 0.4 AS label%s", hours, rows))
		epochs := proposed(t, create("u > 0.5 AS prediction"), fmt.Sprintf(
			"CREATE TABLE labels AS SELECT i AS id, epoch_ms(happened + INTERVAL 1 HOUR * %d) AS observed_at, u > 0.4 AS label%s", hours, rows))
		if o := epochs.Model.Outcomes; o == nil || o.Time == nil || o.Time.Unit != "ms" || o.Delay.String() != want {
			t.Errorf("labels %d hours late, in epochs: %+v, want a delay of %s", hours, o, want)
		}
		if o := p.Model.Outcomes; o == nil || o.Table != "labels" || o.Delay.String() != want {
			t.Errorf("labels %d hours late: %+v, want a delay of %s", hours, o, want)
		}
	}
}

func TestWhatIsNoFeatureIsLeftOutWithAReason(t *testing.T) {
	p := proposed(t,
		create(`u > 0.5 AS prediction, 'free text ' || i AS comment, i * 3 AS customer_id, CAST(NULL AS DOUBLE) AS empty, happened AS updated_on,
		[u] AS embedding, i % 4 AS region_code, CAST(u * 10 AS VARCHAR) AS written, '{"a": {"b": ' || u || ', "c": [1]}, "x.y": 1, "": 2}' AS body`))
	var features []string
	for _, f := range p.Model.Features {
		features = append(features, string(f.Kind)+" "+f.Name+" "+f.Path)
	}
	if want := []string{"categorical region_code ", "numeric written ", "numeric b body.a.b"}; !slices.Equal(features,
		want) {
		t.Errorf("the features are %q, want %q", features, want)
	}
	left := map[string]string{}
	for _, l := range p.Left {
		left[l.Column] = l.Reason
	}
	for column, want := range map[string]string{"comment": "an id or prose", "customer_id": "an id",
		"empty": "no value in the sample", "updated_on": "a time",
		"embedding": "lists; a definition reads one value of them", "body": "a document"} {
		if !strings.Contains(left[column], want) {
			t.Errorf("%s is left out because %q, want %q", column, left[column], want)
		}
	}
}

// Names and values that would end a comment, a line or a text of YAML, or a statement.
func TestHostileNamesStayNames(t *testing.T) {
	names := []string{"a\n- id: evil", `x\", 42 AS pwn -- `, "b # c", `"quoted"`, "'; DROP TABLE predictions; --",
		"{flow}: [x]", "- dash", "null", "ü\u2028"}
	columns := "u > 0.5 AS prediction"
	for _, n := range append(names, "next\u0085line") {
		columns += `, u AS "` + strings.ReplaceAll(n, `"`, `""`) + `"`
	}
	p := proposed(t, create(columns), `CREATE TABLE "a
b" AS SELECT 1 AS id`)
	text, err := p.YAML()
	if err != nil {
		t.Fatal(err)
	}
	m := readBack(t, text)
	var got []string
	for _, f := range m.Features {
		got = append(got, f.Name)
	}
	if want := []Left{{"next\u0085line", "its name holds a character that YAML does not keep"}}; !slices.Equal(p.Left,
		want) {
		t.Errorf("left out %+v, want %+v", p.Left, want)
	}
	if !slices.Equal(got, names) {
		t.Errorf("the features read back are %q, want %q\n%s", got, names, text)
	}
}

// wide hands out rows of one long text for ever.
type wide struct {
	store.Store
	read int
}

func (w *wide) Table(ref string) ([]string, error) { return []string{ref}, nil }

func (w *wide) Columns(context.Context, []string) ([]store.Column, error) {
	return []store.Column{{Name: "body", Type: sqlast.Text}}, nil
}

func (w *wide) Query(_ context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	row := make(store.Row, 1)
	row[0].SetText(strings.Repeat("x", 1<<20))
	for range q.(sqlast.Select).Limit {
		w.read++
		if err := each(row); err != nil {
			return store.Stats{}, err
		}
	}
	return store.Stats{}, nil
}

func TestASampleIsBounded(t *testing.T) {
	w := &wide{}
	sample, err := read(context.Background(), w, "t")
	if err != nil || sample.rows != w.read || w.read != sampleBytes>>20+1 {
		t.Errorf("read %d rows of 1 MB, kept %+v (%v)", w.read, sample, err)
	}
}

// slow fails what reads more than a sample, as a large table does.
type slow struct{ store.Store }

func (s slow) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	if u, ok := q.(sqlast.Union); ok && len(u.Parts) > 0 {
		return store.Stats{}, fault.Newf(fault.Timeout, "the store took longer than 25s (limits.queryTimeout)")
	}
	return s.Store.Query(ctx, q, each)
}

func TestAReferenceThatTakesTooLongIsLeftForTheFirstQuery(t *testing.T) {
	s := open(t, create("u > 0.5 AS prediction, u AS amount"))
	p, err := Propose(context.Background(), slow{s}, Options{Table: "predictions"})
	if err != nil {
		t.Fatal(err)
	}
	if f := p.Model.Features[0]; f.Grid != "" || !strings.Contains(p.reason("reference"), "took longer than 25s") {
		t.Errorf("%+v, %s", f, p.reason("reference"))
	}
}

func TestEpochsAreToldByTheirSize(t *testing.T) {
	at := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for unit, n := range map[string]int64{"s": at.Unix(), "ms": at.UnixMilli(), "us": at.UnixMicro(),
		"ns": at.UnixNano(), "": 20260105} {
		c := column{kind: sqlast.Integer, cells: []cell{{number: float64(n), isNumber: true}}}
		if got := c.epochUnit(); got != unit {
			t.Errorf("%d is an epoch in %q, want %q", n, got, unit)
		}
	}
}

func TestSlugsAreIDs(t *testing.T) {
	for table, want := range map[string]string{"predictions.parquet": "predictions", "ml.Fraud_Scores": "fraud-scores",
		"logs/2026/*.parquet": "logs", "x/fraud-*.PARQUET": "fraud", "*.pq": "model", "other/predictions.pq": "predictions", "ü": "model",
		strings.Repeat("x", 80): strings.Repeat("x", 60)} {
		if got := slug(table); got != want {
			t.Errorf("%s becomes %q, want %q", table, got, want)
		}
	}
	if p := proposed(t, create("u > 0.5 AS prediction")); p.Model.ID != "predictions" || p.Model.Task != model.Binary ||
		p.Sample != sampleRows {
		t.Errorf("%+v", p)
	}
}
