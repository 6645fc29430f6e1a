package small

import (
	"testing"

	"leeway/pkg/judge"
)

// constantModel has two features and the default policies.
const constantModel = `{"id":"m","task":"binary","timezone":"UTC","log":{"table":"predictions","time":{"column":"ts"},"prediction":"class"},
	"features":[{"name":"sensor","kind":"numeric"},{"name":"weekday","kind":"categorical"}],
	"baselines":{"weeks":{"kind":"rolling","periods":8,"every":"7d"}},"baseline":"weeks"}`

// Eighteen weeks of 120 rows a day. A few rows after midnight belong to the weekday before, on each day but those of
// the last two weeks; from then on the sensor says 5.
const constantLog = `INSERT INTO predictions SELECT TIMESTAMP '2026-01-05' + INTERVAL (day * 1440 + row * 12) MINUTE, row % 3 = 0,
	CASE WHEN day < 112 THEN (row * 7 + day) % 23 ELSE 5 END,
	'day ' || (day + 7 - CASE WHEN day < 112 AND row <= day * 37 % 11 THEN 1 ELSE 0 END) % 7
	FROM range(126) d(day), range(120) r(row)`

// A feature that is all but constant within every day is no news on the first day when it is; a sensor that is stuck is
// on each of its days.
func TestOnlyAStuckSensorIsConstant(t *testing.T) {
	i, _ := open(t, constantModel,
		"CREATE TABLE predictions (ts TIMESTAMP, class BOOLEAN, sensor BIGINT, weekday VARCHAR)", constantLog)
	for day := 113; day <= 126; day++ {
		f := ask(t, i, day-1, day,
			`{"queryType":"policy","policy":"constant","stats":["current","verdict","upperLimit"]}`)
		features, _ := f.FieldByName("feature")
		if features == nil || features.Len() != 2 {
			t.Fatalf("the policy judges %v", features)
		}
		for row := range features.Len() {
			verdict, limit := judge.Changed, 0.0
			if features.At(row).(string) == "weekday" {
				verdict, limit = judge.Usual, 1
			}
			near(t, "current", cell(t, f, "current", row), 1, 0)
			near(t, "verdict", cell(t, f, "verdict", row), float64(verdict), 0)
			near(t, "upperLimit", cell(t, f, "upperLimit", row), limit, 0)
		}
	}
}
