package inputs

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/check"
	"leeway/pkg/model"
	"leeway/pkg/window"
	"leeway/tests/stores"
)

// checked are the notices of `check` over the four weeks of a log.
func checked(t *testing.T, h stores.Harness, definition string, tables ...stores.Table) string {
	t.Helper()
	e, err := h.Make(t, tables...).Instance(t, nil, json.RawMessage(definition)).Engine(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	report, err := check.Run(context.Background(), e,
		check.Options{Range: func(*model.Model, func() (time.Time, error)) (window.Range, error) {
			return window.Range{Start: start.AddDate(0, 0, 21), End: start.AddDate(0, 0, 28)}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(report.Models[0].Notices, "\n")
}

// `check` names what makes rules on labels wrong or empty beside its rules, not only as the reason of each; it says
// nothing where all is well.
func TestCheckNamesWhatIsWrittenOtherwise(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		classes := func(more func(i int) []any) stores.Table {
			return logTable([]stores.Column{{Name: "pred", Type: stores.Text}, {Name: "label", Type: stores.Text}},
				more)
		}
		of := func(list ...string) func(i int) string { return func(i int) string { return list[i%len(list)] } }
		for _, c := range []struct {
			name              string
			predicted, labels func(i int) string
			want              string
		}{
			{"another case", of("ok", "fraud"), of("ok", "Fraud"),
				`of the labels are "Fraud", which counts as the class "fraud" by its spelling; list both in log.positive`},
			{"no class in common", of("ok", "fraud"), of("CB", "none"), "they have no class in common"},
			{"alike", of("ok", "fraud"), of("ok", "fraud", "ok"), ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				log := classes(func(i int) []any { return []any{c.predicted(i), c.labels(i)} })
				if said := checked(t, h, fmt.Sprintf(classModel, `,"positive":"fraud"`), log); !strings.Contains(said,
					c.want) || c.want == "" && said != "" {
					t.Errorf("said %q, want %q", said, c.want)
				}
			})
		}
		t.Run("ids that do not join", func(t *testing.T) {
			log, outcomes := unjoined()
			const words = "no prediction has an outcome: the log has the id \""
			if said := checked(t, h, unjoinedModel, log, outcomes); !strings.Contains(said, words) ||
				!strings.Contains(said, `the outcomes have "R`) {
				t.Errorf("said %q, want %s", said, words)
			}
		})
		t.Run("a wrong clock", func(t *testing.T) {
			log := classes(func(i int) []any { return []any{"ok", "ok"} })
			log.Rows[0][1] = time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)
			if said := checked(t, h, fmt.Sprintf(classModel, `,"positive":"fraud"`), log); !strings.Contains(said,
				"time_out_of_range: ") {
				t.Errorf("said %q", said)
			}
		})
	})
}
