package small

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/plugin"
)

const recordsModel = `{"id":"calls","task":"binary","timezone":"UTC","records":"editors","log":{"table":"predictions","id":["tenant","id"],
	"time":{"column":"ts"},"version":"release","prediction":"class","score":"p","latency":{"column":"ms"},"inputSize":{"column":"size","bins":[10]}},
	"outcomes":{"table":"outcomes","id":["tenant","id"],"label":"label","time":{"column":"seen"},"delay":"1d"},
	"features":[{"name":"plan","kind":"categorical","values":["free","paid"]},{"name":"age","kind":"numeric","path":"payload.age","grid":"linear(0)"},
		{"name":"amount","kind":"numeric","grid":"linear(2)","unit":"currencyUSD"}],
	"segments":["plan",{"name":"size_class","column":"size","bins":[10]}],
	"baselines":{"launch":{"kind":"fixed","from":"2026-01-05","to":"2026-01-06"}}%s}`

// openRecords holds two days: of the first only what fixes categories, of the second six predictions, one of them
// logged twice, of which the outcomes of two came, one too late. The table has a column that no role names.
func openRecords(t *testing.T, more string) *plugin.Instance {
	t.Helper()
	i, _ := open(t, fmt.Sprintf(recordsModel, more),
		`CREATE TABLE predictions (tenant VARCHAR, id BIGINT, ts TIMESTAMP, class BOOLEAN, p DOUBLE, ms BIGINT, size BIGINT,
			payload JSON, amount VARCHAR, plan VARCHAR, release VARCHAR, secret VARCHAR)`,
		"CREATE TABLE outcomes (tenant VARCHAR, id INTEGER, label BOOLEAN, seen TIMESTAMP)",
		"INSERT INTO predictions VALUES "+values([][]any{
			{"'a'", 100, at(1), true, 0.9, 10, 1, `'{"age":30}'`, "'1'", "'free'", "'v1'", "'s'"},
			{"'a'", 101, at(2), true, 0.9, 10, 1, `'{"age":30}'`, "'1'", "'team'", "'v1'", "'s'"},
			{"'a'", 1, at(25), true, 0.9, 10, 1, `'{"age":30}'`, "'12.25'", "'free'", "'v1'", "'s'"},
			{"'b'", 1, at(26), false, 0.2, 20, 30, `'{"age":40}'`, "'n/a'", "'paid'", "'v1'", "'s'"},
			{"'a'", 2, at(27), true, 1.5, 30, 1, `'{}'`, "NULL", "'team'", "'v2'", "'s'"},
			{"'a'", 2, at(28), true, 0.5, 31, 1, `'{"age":1}'`, "'1'", "'free'", "'v2'", "'s'"},
			{"'a'", 3, at(29), false, 0.1, 40, 1, `'{"age":"x"}'`, "'NaN'", "'moon'", "'v2'", "'s'"},
			{"'a'", 4, at(30), nil, nil, 50, 10, `'{"age":50}'`, "'-3.5'", "NULL", "'v2'", "'s'"},
			{"'c'", 5, at(31), true, 0.95, 60, 1, `'{"age":60}'`, "'100'", "'free'", "'v2'", "'s'"},
		}),
		"INSERT INTO outcomes VALUES "+values([][]any{{"'a'", 1, false, at(26)}, {"'b'", 1, true, at(28)},
			{"'b'", 1, false, at(30)}, {"'a'", 3, true, at(60)}}))
	return i
}

// recordsOf asks for the single rows of the second day and returns their ids, newest first.
func recordsOf(t *testing.T, i *plugin.Instance, from, to int, more string) (ids []string, f *data.Frame) {
	t.Helper()
	r := send(i, from, to, `{"queryType":"records"`+more+`}`, plugin.Caller{Role: "Editor"})
	if r.Error != nil {
		t.Fatalf("%s: %v", more, r.Error)
	}
	f = r.Frames[0]
	tenant, _ := f.FieldByName("id1")
	id, _ := f.FieldByName("id2")
	for row := range tenant.Len() {
		ids = append(ids, *tenant.At(row).(*string)+*id.At(row).(*string))
	}
	return ids, f
}

func TestRecordsAreTheRowsBehindABinOrASegment(t *testing.T) {
	i := openRecords(t, "")
	filter := func(key, operator string, values ...string) string {
		return fmt.Sprintf(`,"filters":[{"key":%q,"operator":%q,"values":["%s"]}]`, key, operator,
			strings.Join(values, `","`))
	}
	for more, want := range map[string]string{
		"":                                               "c5 a4 a3 a2 b1 a1",
		`,"limit":2`:                                     "c5 a4",
		`,"versions":["v1"]`:                             "b1 a1",
		filter("plan", "=", "free"):                      "c5 a1", // the second row of a2 is free, but the first counts
		filter("plan", "=", "(missing)"):                 "a4",
		filter("size_class", "=", ">=10"):                "a4 b1",
		filter("amount", ">=", "12.25"):                  "c5 a1",
		filter("amount", "<", "0"):                       "a4",
		filter("amount", "=", "(invalid)"):               "a3 b1",
		filter("amount", "=|", "(missing)"):              "a2",
		filter("age", "=", "(invalid)"):                  "a3",
		filter("age", "!=", "(invalid)"):                 "c5 a4 a2 b1 a1",
		filter("score", "=", "(invalid)"):                "a2",
		filter("score", ">", "0.9"):                      "c5", // 1.5 is not a probability
		filter("prediction", "=", "false"):               "a3 b1",
		filter("prediction", "=", "(missing)"):           "a4",
		filter("latency", ">", "30"):                     "c5 a4 a3",
		filter("inputSize", "=", ">=10"):                 "a4 b1",
		filter("confidence", "=", "0.8..0.9"):            "b1",
		filter("version", "!=", "v1"):                    "c5 a4 a3 a2",
		filter("plan", "=~", "f.*|t.*"):                  "c5 a2 a1",
		filter("plan", "=", "x' OR 1=1 --"):              "",
		filter("prediction", "!=|", "true", "(missing)"): "a3 b1",
	} {
		if got, _ := recordsOf(t, i, 1, 2, more); strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", more, got, want)
		}
	}
}

// Windows of labels end a horizon earlier, as those of the measures whose rows are shown.
func TestRecordsByLabelAreOfTheJudgedWindow(t *testing.T) {
	i := openRecords(t, "")
	for more, want := range map[string]string{
		`,"filters":[{"key":"label","operator":"=","values":["(missing)"]}]`:                   "c5 a4 a3 a2",
		`,"filters":[{"key":"label","operator":"=","values":["false"]}]`:                       "b1 a1",
		`,"labels":"all","filters":[{"key":"label","operator":"=","values":["true"]}]`:         "a3",
		`,"measures":[{"id":"accuracy"}]`:                                                      "c5 a4 a3 a2 b1 a1",
		`,"target":"label","filters":[{"key":"prediction","operator":"=","values":["false"]}]`: "a3 b1",
	} {
		if got, _ := recordsOf(t, i, 2, 3, more); strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", more, got, want)
		}
	}
}

func TestRecordsShowRolesAndNothingElse(t *testing.T) {
	i := openRecords(t, "")
	_, f := recordsOf(t, i, 1, 2, `,"features":["amount","plan"]`)
	var names []string
	for _, field := range f.Fields {
		names = append(names, field.Name)
	}
	want := "time id1 id2 version prediction score label labelled_at latency inputSize plan amount size_class"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("fields are %s, want %s", got, want)
	}
	times, _ := f.FieldByName("time")
	if got := times.At(0).(*time.Time); !got.Equal(start.Add(31 * time.Hour)) {
		t.Errorf("the newest row is of %v", got)
	}
	near(t, "amount of the newest", cell(t, f, "amount", 0), 100, 0)
	if x := cell(t, f, "amount", 2); x != nil {
		t.Errorf("NaN is shown as %v, want null", *x)
	}
	labels, _ := f.FieldByName("label")
	seen, _ := f.FieldByName("labelled_at")
	if got, at := labels.At(4).(*string), seen.At(4).(*time.Time); got == nil || *got != "false" ||
		!at.Equal(start.Add(30*time.Hour)) {
		t.Errorf("b1's label is %v of %v, want the last one: false of hour 30", got, at)
	}
	if late := labels.At(2).(*string); late != nil {
		t.Errorf("a label that came after the horizon is shown: %v", *late)
	}
}

func TestRecordsAreForThoseTheModelAllows(t *testing.T) {
	for _, c := range []struct {
		records, role string
		want          bool
	}{
		{"off", "Admin", false}, {"admins", "Admin", true}, {"admins", "Editor", false}, {"editors", "Editor", true},
		{"editors", "Viewer", false}, {"viewers", "Viewer", true}, {"viewers", "", false}, {"editors", "editor", false},
	} {
		i, _ := open(t, strings.Replace(fmt.Sprintf(recordsModel, ""), `"records":"editors"`,
			fmt.Sprintf(`"records":%q`, c.records), 1))
		for _, models := range []string{`"calls"`, ``} {
			r := send(i, 1, 2, `{"queryType":"records","models":[`+models+`]}`, plugin.Caller{Role: c.role})
			// Without tables whoever is let in learns that there is none.
			if r.Error == nil || (int(r.Status) == 403) == c.want {
				t.Errorf("%s ask for rows that %s see, models [%s]: %v", c.role, c.records, models, r.Error)
			}
		}
	}
}

func TestRecordsRefuseWhatIsNoBin(t *testing.T) {
	i := openRecords(t, "")
	for more, want := range map[string]string{
		`,"filters":[{"key":"secret","operator":"=","values":["s"]}]`:     `filters[0].key: "secret" is not one of`,
		`,"filters":[{"key":"amount","operator":"=","values":["12.25"]}]`: `"12.25" is not a bin of numbers`,
		`,"filters":[{"key":"label","operator":"<","values":["1"]}]`:      `"<" is not one of`,
		`,"filters":[{"key":"score","operator":">","values":["a"]}]`:      `"a" is not a number`,
		`,"format":"number"`: `"number" is not one of table`,
	} {
		r := send(i, 1, 2, `{"queryType":"records"`+more+`}`, plugin.Caller{Role: "Editor"})
		if r.Error == nil || !strings.Contains(r.Error.Error(), want) {
			t.Errorf("%s: %v, want %s", more, r.Error, want)
		}
	}
}
