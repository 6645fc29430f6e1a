package measure_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"leeway/pkg/measure"
)

var update = flag.Bool("update", false, "write docs/measures.md")

const docs = "../../docs/measures.md"

// The page is made from the registry, so that it cannot say anything else.
func TestDocsAreMadeFromTheRegistry(t *testing.T) {
	want := page()
	if *update {
		if err := os.WriteFile(docs, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(docs)
	if err != nil || string(got) != want {
		t.Errorf("docs/measures.md is not what the registry says (%v): run go test ./pkg/measure -run Docs -update",
			err)
	}
}

func page() string {
	var b strings.Builder
	b.WriteString("# Measures\n\n<!-- Made from pkg/measure by `go test ./pkg/measure -run Docs -update`. -->\n\n" +
		"What a query's `measures` and a policy's `measure` can name. *Stats* of a comparison are `value`, `usualLow`, " +
		"`usualHigh`, `critical` and `pvalue`; of the others `current`, `baseline`, `change` and what follows from them. *Material* is the least " +
		"difference that counts as a change where no policy sets another; it must be significant as well. Measures marked ‡ " +
		"need outcomes: their windows end a horizon earlier.\n")
	section(&b, "Comparisons of two windows", func(m measure.Measure) bool { return m.TwoSample() })
	b.WriteString(beyondChance)
	early := func(m measure.Measure) bool { return m.Needs.Has(measure.NeedCalibration) }
	section(&b, "Statistics and confidence", func(m measure.Measure) bool {
		return !m.TwoSample() && !m.Performance && !early(m)
	})
	b.WriteString(whatCounts)
	b.WriteString(severalClasses)
	section(&b, "Performance before labels arrive", early)
	b.WriteString(beforeLabels)
	section(&b, "Performance and labels", func(m measure.Measure) bool { return m.Performance })
	return b.String()
}

// beyondChance says how a comparison is judged, in short.
const beyondChance = `
**Beyond chance.** A column is judged bin by bin: each bin's share against what its own past predicts ([how Leeway
judges](judging.md)). ` + "`pvalue`" + ` is the smallest of these tails, both sides, times the number of bins. ` + "`usualLow`" + ` and
` + "`usualHigh`" + ` are the least and the greatest value of an earlier window against the others, no limits. ` + "`critical`" + ` is only what
chance alone would reach: (1/n + 1/m)·χ²(B−1) for psi, at α = 0.05 / number of the model's features; real features wobble more.
`

// whatCounts says which earlier windows a value is held against.
const whatCounts = `
**Earlier windows.** A value is held against earlier windows that were usual themselves ([how Leeway judges](judging.md)). Three windows that are
unusual taken as one do not count either, as incidents may begin slowly. What comes and goes four times counts. An unusual level is the new
normal once it has lasted and its two halves agree. ` + "`rows`" + ` and ` + "`count`" + ` are expected to grow as they did.
`

// severalClasses says what plan makes of a multiclass model's scores.
const severalClasses = `
**Scores of several classes.** A row's probabilities count only as a whole: each in [0, 1], together 1 but for rounding, which may be
0.005 for each class and 0.1 in all. Each is divided by their sum: of 0.41, 0.29 and 0.29 the greatest counts as 0.41/0.99 = 0.4141. All NULL
is missing, everything else invalid. Measures of ` + "`score`" + ` are then of the greatest probability; ` + "`class`" + ` picks that of one
class, as in ` + "`{\"id\": \"psi\", \"class\": \"a\"}`" + ` with target ` + "`score`" + `. A log without predictions has the class of the greatest
probability for them; of equal ones the first in the order of bytes counts.
`

// beforeLabels says what tests/flights measures.
const beforeLabels = `
Scores are calibrated on the model's ` + "`calibration`" + ` baseline, by default on the eight weeks before the window, of the
window's own version where one has nine tenths of its rows. What is learnt applies only with 1,000 labelled rows, 50 of each
class, and if learnt on even days it lowers the calibration error of odd ones; else scores are taken as they are, with a notice.
A table calibrates only if it declares ` + "`outOfSample`" + `, and is checked on the log.

**What an estimate cannot see.** It assumes that labels still follow the scores as they did. On the flights log it was off by
0.038 in accuracy and 0.057 in ROC AUC in its worst month (scores as they are: 0.050 and 0.076); weather makes the same score
mean more delays in one season than in the next. In the furlough week of April 2013 it promised an accuracy of 0.915; 0.811
came true: flights were late for a reason that no input knew of. An estimate that is steady while labels are missing is no
proof that the model is well.
`

func section(b *strings.Builder, title string, in func(measure.Measure) bool) {
	fmt.Fprintf(b, "\n## %s\n\n| Measure | What it is | Of | Unit | Better | Material |\n|---|---|---|---|---|---|\n",
		title)
	for _, m := range measure.All() {
		if !in(m) {
			continue
		}
		id := "`" + m.ID + "`"
		switch m.Param {
		case measure.PParam:
			id = "`" + m.ID + "(p)`"
		case measure.ClassParam:
			id = "`" + m.ID + "(class)`"
		case measure.OptionalClass:
			id += ", `" + m.ID + "(class)`"
		}
		if m.Performance {
			id += " ‡"
		}
		what := "**" + m.Title + ".** " + m.Doc
		if len(m.Tasks) > 0 {
			what += " Tasks: " + strings.Join(m.Tasks, ", ") + "."
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", id, strings.ReplaceAll(what, "|", "\\|"),
			strings.Join(m.Targets, ", "), unit(m), better(m), material(m))
	}
}

func unit(m measure.Measure) string {
	names := map[string]string{"none": "", "percentunit": "share", "s": "seconds", "short": "rows",
		"reqps":            "per second",
		measure.ColumnUnit: "its own"}
	return names[m.Unit]
}

func better(m measure.Measure) string {
	return map[measure.Direction]string{measure.Up: "up", measure.Down: "down"}[m.Better]
}

func material(m measure.Measure) string {
	switch m.Threshold.Of {
	case measure.OnValue:
		return fmt.Sprintf("over %v", m.Threshold.Value)
	case measure.OnChange:
		return fmt.Sprintf("change over %v", m.Threshold.Value)
	case measure.OnChangeInSd:
		return fmt.Sprintf("change over %v baseline sd", m.Threshold.Value)
	}
	return "never"
}
