package small

import (
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

const unseenModel = `{"id":"unseen","task":"binary","timezone":"UTC","log":{"table":"predictions","time":{"column":"ts"},
	"prediction":"class"},"features":[{"name":"many","kind":"categorical"},{"name":"few","kind":"categorical"}],
	"baselines":{"rolling":{"kind":"rolling","periods":4,"every":"1w"}},"baseline":"rolling"}`

// Ten quiet weeks of 1,400 values out of 10,000: most weeks hold values that the reference, the first four weeks, has not
// seen. That is no drift, and which values are new cannot be told. Among ten values a new one is told.
func TestMostValuesThatTheReferenceLacksAreNotNew(t *testing.T) {
	i, _ := open(t, unseenModel, `CREATE TABLE predictions AS SELECT TIMESTAMP '2026-01-05' + INTERVAL (i * 432) SECOND AS ts,
		true AS class, 'c' || hash(i) % 10000 AS many,
		CASE WHEN i > 12600 AND i % 5 = 0 THEN 'new' ELSE 'c' || hash(i) % 10 END AS few FROM range(14000) t(i)`)
	ofFeature := func(measure, stat string) map[string]*float64 {
		f := ask(t, i, 63, 70, `{"schemaVersion":2,"queryType":"measure","format":"table","target":"features","window":"7d",
			"measures":[{"id":"`+measure+`"}],"stats":["`+stat+`"]}`)
		return byFeature(t, f, stat)
	}
	verdicts := ofFeature("psi", "verdict")
	if v := verdicts["many"]; v == nil || *v == 2 {
		t.Errorf("the verdict on a quiet week of many values is %v", v)
	}
	if v := verdicts["few"]; v == nil || *v != 2 {
		t.Errorf("the verdict on a new value is %v", v)
	}
	rates := ofFeature("new_category_rate", "current")
	if rates["many"] != nil {
		t.Errorf("%v of many values are new", *rates["many"])
	}
	if r := rates["few"]; r == nil || *r < 0.19 || *r > 0.21 {
		t.Errorf("%v of few values are new", r)
	}
	constant := ofFeature("constant", "current")
	if c := constant["many"]; c == nil || *c != 0 {
		t.Errorf("many values are one: %v", c)
	}
	f := ask(t, i, 63, 70, `{"schemaVersion":2,"queryType":"distribution","features":["many"],"window":"7d"}`)
	said := false
	for _, notice := range f.Meta.Notices {
		said = said || strings.Contains(notice.Text, "occur only once")
	}
	if !said {
		t.Errorf("no notice says why new values are unknown: %v", f.Meta.Notices)
	}
}

// byFeature returns a stat of a table by its column feature.
func byFeature(t *testing.T, f *data.Frame, stat string) map[string]*float64 {
	t.Helper()
	name, _ := f.FieldByName("feature")
	value, _ := f.FieldByName(stat)
	if name == nil || value == nil {
		t.Fatalf("the table has no feature or no %s", stat)
	}
	list := map[string]*float64{}
	for row := range f.Rows() {
		list[name.At(row).(string)] = value.At(row).(*float64)
	}
	return list
}
