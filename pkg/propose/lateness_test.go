package propose

import (
	"fmt"
	"strings"
	"testing"
)

func TestTheLatenessIsHowLateRowsAreWritten(t *testing.T) {
	const labels = "CREATE TABLE labels AS SELECT i AS id, happened + INTERVAL 2 HOUR AS observed_at, happened + INTERVAL 2 HOUR + %s AS loaded_at, u > 0.4 AS label%s"
	for _, c := range []struct{ name, log, labels, want, why string }{
		{"nothing says when", "", "", "", ""},
		{"within seconds", ", happened + INTERVAL 40 SECOND * u AS inserted_at", "", "1m",
			"medium: by inserted_at, 99 % of 1009 rows were written within 40s"},
		{"a few after hours", ", happened + INTERVAL 1 HOUR * (CASE WHEN i % 50 = 0 THEN 3 ELSE 0 END) AS created_at",
			"", "3h", "within 3h0m0s"},
		{"in epochs", ", epoch_ms(happened) + 600000 AS ingested_at", "", "15m", "within 10m0s"},
		{"labels later than rows", ", happened + INTERVAL 2 SECOND AS inserted_at", "INTERVAL 20 HOUR", "1d",
			"medium: by loaded_at, 99 % of 1021 labels were written within 20h0m0s"},
		{"rows later than labels", ", happened + INTERVAL 20 HOUR AS inserted_at", "INTERVAL 2 SECOND", "1d",
			"by inserted_at"},
		{"created before the prediction", ", happened - INTERVAL 30 DAY AS created_at", "", "", ""},
		{"loaded at once", ", TIMESTAMP '2026-07-01' AS inserted_at", "", "", ""},
		{"the same time again", ", happened AS created_at", "", "", ""},
	} {
		tables := []string{create("u > 0.5 AS prediction" + c.log)}
		if c.labels != "" {
			tables = append(tables, fmt.Sprintf(labels, c.labels, rows))
		}
		p := proposed(t, tables...)
		if got := p.Model.Log.Lateness.String(); got != c.want || !strings.Contains(p.reason("log.lateness"), c.why) {
			t.Errorf("%s: %s (%s), want %s (%s)", c.name, got, p.reason("log.lateness"), c.want, c.why)
		}
		if len(p.Model.Features) > 0 {
			t.Errorf("%s: the features are %+v", c.name, p.Model.Features)
		}
	}
}

func TestWhatLooksLikeLatenessAndIsNoneIsSaid(t *testing.T) {
	for log, want := range map[string]string{
		", TIMESTAMP '2026-07-01' AS inserted_at":                                              "by inserted_at rows are written up to 143 days late, as when a table is loaded anew",
		", CAST(happened + INTERVAL 5 HOUR + INTERVAL 3 SECOND AS TIMESTAMPTZ) AS inserted_at": "by inserted_at every row was written 5h0m0s after it; if its clock is not in UTC, write its zone",
	} {
		p := proposed(t, create("u > 0.5 AS prediction"+log))
		if got := p.reason("log.time"); !strings.Contains(got, want) || p.Model.Log.Lateness.Approx() != 0 {
			t.Errorf("%s: %s, lateness %s", log, got, p.Model.Log.Lateness)
		}
	}
}
