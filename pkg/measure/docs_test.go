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
		t.Errorf("docs/measures.md is not what the registry says (%v): run go test ./pkg/measure -run Docs -update", err)
	}
}

func page() string {
	var b strings.Builder
	b.WriteString("# Measures\n\n<!-- Made from pkg/measure by `go test ./pkg/measure -run Docs -update`. -->\n\n" +
		"What a query's `measures` and a policy's `measure` can name. *Stats* of a comparison are `value`, `critical` and " +
		"`pvalue`; of the others `current`, `baseline`, `change` and what follows from them. *Material* is the least " +
		"difference that counts as drift where no policy sets another; it must be significant as well. Measures marked ‡ " +
		"need outcomes: their windows end a horizon earlier.\n")
	section(&b, "Comparisons of two windows", func(m measure.Measure) bool { return m.TwoSample() })
	b.WriteString(beyondChance)
	early := func(m measure.Measure) bool { return m.Needs.Has(measure.NeedCalibration) }
	section(&b, "Statistics and confidence", func(m measure.Measure) bool {
		return !m.TwoSample() && !m.Performance && !early(m)
	})
	b.WriteString(severalClasses)
	section(&b, "Performance before labels arrive", early)
	b.WriteString(beforeLabels)
	section(&b, "Performance and labels", func(m measure.Measure) bool { return m.Performance })
	return b.String()
}

// beyondChance says what WobbleOf, WobbleOfEstimates and stats.Overdispersed do.
const beyondChance = `
**Beyond chance.** Where nothing changed, a value exceeds its ` + "`critical`" + ` with probability α = 0.05 / number of the model's
features. Chance alone makes that χ²: (1/n + 1/m)·χ²(B−1) for psi. Real features also wobble from week to week. How much, φ,
is read off the P periods of a rolling baseline (two or more; without them φ = 1): the mean over them of psi, each period
against the others, over what chance gives, at least 1. If it is above 1, critical is (1/n + 1/m)·φ·(B−1)·F, F the upper
quantile of the F distribution with ν and P·ν degrees of freedom; wobble mostly has one direction, a mean that goes up and
down, so ν = k²φ²/(k−1+(1+k(φ−1))²), k = B−1, falls from B−1 at φ = 1 towards 1. With eight periods and 16 features what
always wobbles must move about four times its usual wobble, with four periods about seven times.

Of eight or more periods up to two that stand out among the others are left out of φ if the current window stands out as
well: so the second and third week of an incident are still drift though its first is part of the baseline, and the week
after it is not. From the fourth week on the incident counts as wobble; a fixed baseline goes on telling.

Changes of all other measures are judged alike: their φ is the mean over the periods of (v−v')²/(se² + se'²), v' and se' those of
the others; if it is above 1, the p-value of the change is that of Student's t with P−1 degrees of freedom, its variance times φ.
`

// severalClasses says what plan makes of a multiclass model's scores.
const severalClasses = `
**Scores of several classes.** A row's probabilities count only as a whole: each in [0, 1], together 1 within 0.01. All NULL
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
	fmt.Fprintf(b, "\n## %s\n\n| Measure | What it is | Of | Unit | Better | Material |\n|---|---|---|---|---|---|\n", title)
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
	names := map[string]string{"none": "", "percentunit": "share", "s": "seconds", "short": "rows", "reqps": "per second",
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
