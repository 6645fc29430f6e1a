package small

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/plugin"
)

const distinctModel = `{"id":"m","task":"binary","log":{"table":"log","id":["id"],"time":{"column":"ts"},"score":"p"},
	"features":[{"name":"c","kind":"categorical"},{"name":"x","kind":"numeric"},{"name":"many","kind":"numeric"}],"segments":["place"],
	"baselines":{"weeks":{"kind":"rolling","periods":3,"every":"1w","minPeriods":2},"first":{"kind":"fixed","from":"2026-01-05","to":"2026-01-19"}}}`

// openDistinct makes four weeks of 60 rows a day. Row k of day d has category k modulo d+1, and number k modulo 5 of
// day d, of sign −0 where it is 0; the many are as many as the rows of the fourth week.
func openDistinct(t *testing.T) (*plugin.Instance, func(from, to int, of func(d, k int) any) float64) {
	t.Helper()
	place := func(k int) string { return fmt.Sprintf("'%d'", k/40) }
	var rows [][]any
	for d := range 28 {
		for k := range 60 {
			var c, x any = fmt.Sprintf("'c%d'", k%(d+1)), 100*(d%7) + k%5
			switch k {
			case 0:
				x = "'-0.0'::DOUBLE"
			case 1:
				x = 0
			case 2:
				c, x = nil, "'nan'::DOUBLE"
			case 3:
				x = nil
			}
			rows = append(rows, []any{60*d + k, at(24*float64(d) + float64(k)/3), float64(k%9) / 10, c, x, 0, place(k)})
		}
	}
	i, _ := open(t, distinctModel,
		"CREATE TABLE log (id BIGINT, ts TIMESTAMP, p DOUBLE, c VARCHAR, x DOUBLE, many DOUBLE, place VARCHAR)",
		"INSERT INTO log VALUES "+values(rows),
		"INSERT INTO log SELECT 100000 + i, "+at(24*26)+", 0.5, 'c0', 1, i, '0' FROM range(10001) t(i)")
	return i, func(from, to int, of func(d, k int) any) float64 {
		seen := map[any]bool{}
		for d := from; d < to; d++ {
			for k := range 60 {
				if v := of(d, k); v != nil {
					seen[v] = true
				}
			}
		}
		return float64(len(seen))
	}
}

func categoryOf(d, k int) any {
	if k == 2 {
		return nil
	}
	return k % (d + 1)
}

func numberOf(d, k int) any {
	switch {
	case k == 2 || k == 3:
		return nil
	case k < 2:
		return 0
	}
	return 100*(d%7) + k%5
}

// Distinct values are those of a set of the window's values, and of a rolling baseline the mean of its periods' sets.
func TestDistinctValuesAreASet(t *testing.T) {
	i, set := openDistinct(t)
	query := `{"measures":[{"id":"distinct"}],"features":["c","x"],"window":"7d","baseline":%q}`
	f := ask(t, i, 14, 21, fmt.Sprintf(query, "weeks"))
	for row, of := range []func(d, k int) any{categoryOf, numberOf} {
		now, then := set(14, 21, of), (set(0, 7, of)+set(7, 14, of))/2
		near(t, "current", cell(t, f, "current", row), now, 0)
		near(t, "baseline", cell(t, f, "baseline", row), then, 1e-12)
		near(t, "change", cell(t, f, "change", row), now-then, 1e-12)
	}
	near(t, "valid values", cell(t, f, "count", 1), 7*58, 0)
	f = ask(t, i, 14, 21, fmt.Sprintf(query, "first"))
	near(t, "baseline of a fixed fortnight", cell(t, f, "baseline", 0), set(0, 14, categoryOf), 0)
	f = ask(t, i, 14, 21, `{"measures":[{"id":"distinct"}],"target":"score"}`)
	near(t, "scores", cell(t, f, "current", 0), 9, 0)
	f = ask(t, i, 14, 21,
		`{"measures":[{"id":"distinct"}],"features":["c"],"splitBy":["place"],"filters":[{"key":"place","operator":"=","values":["1"]}]}`)
	near(t, "values in one place", cell(t, f, "current", 0), set(14, 21, func(d, k int) any {
		if k < 40 {
			return nil
		}
		return categoryOf(d, k)
	}), 0)
}

// A point of a time series is the window that ends there, where windows overlap too.
func TestACourseOfDistinctValuesIsItsWindows(t *testing.T) {
	i, set := openDistinct(t)
	f := ask(t, i, 7, 21,
		`{"measures":[{"id":"distinct"}],"features":["x"],"window":"3d","every":"1d","format":"timeseries","baseline":"weeks"}`)
	if f.Fields[0].Len() < 12 {
		t.Fatalf("%d points", f.Fields[0].Len())
	}
	for row := range f.Fields[0].Len() {
		end := int(f.Fields[0].At(row).(time.Time).Sub(start).Hours() / 24)
		near(t, fmt.Sprint("day ", end), f.Fields[1].At(row).(*float64), set(end-3, end, numberOf), 0)
	}
}

func TestMoreDistinctValuesThanAreCounted(t *testing.T) {
	i, _ := openDistinct(t)
	query := `{"measures":[{"id":"distinct"}],"features":["many"],"window":"7d","baseline":"weeks"}`
	f := ask(t, i, 21, 28, query)
	if x := cell(t, f, "current", 0); x != nil || !strings.Contains(notices(f), "more than 10,000 distinct values") {
		t.Errorf("10,001 values are %v, notices %q", x, notices(f))
	}
	near(t, "baseline", cell(t, f, "baseline", 0), 1, 0)
	i2, _ := openDistinct(t)
	f = ask(t, i2, 21, 28, strings.Replace(query, `"window"`,
		`"filters":[{"key":"place","operator":"=","values":["1"]}],"window"`, 1))
	near(t, "one of one place", cell(t, f, "current", 0), 1, 0)
	r := send(i, 21, 28, `{"queryType":"segments","measures":[{"id":"distinct"}],"features":["c"]}`, plugin.Caller{})
	if r.Error == nil || !strings.Contains(r.Error.Error(), "one value may be in several") {
		t.Errorf("segments: %v", r.Error)
	}
}
