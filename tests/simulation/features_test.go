package simulation

import (
	"fmt"
	"strings"
	"testing"
)

// featureCount is how many features a simulated model has: replicates of one another.
const featureCount = 10

// featuresModel has numeric features on a pinned grid.
func featuresModel(count int, grid string) string {
	var list []string
	for i := range count {
		list = append(list, fmt.Sprintf(`{"name":"f%d","kind":"numeric","grid":%q}`, i, grid))
	}
	return `{"id":"features","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"late"},
		"features":[` + strings.Join(list, ",") + `],"baselines":{"rolling":{"kind":"rolling"}},"baseline":"rolling",
		"defaults":"off","policies":[{"id":"missing","tier":"notify","target":"features","measure":"missing_rate","stat":"change","above":0.05,"window":"1d"},
			{"id":"drift","tier":"explain","target":"features","measure":"psi","above":0.2,"window":"7d"}]}`
}

// inputs is a log of normal features, n rows a week, whose means wobble from week to week by wobble.
type inputs struct {
	seed, weeks, n, features int
	wobble                   float64
	volume                   map[int]float64 // by week: it has so many times the rows
	at                       int             // from this week on they are changed
	changed                  string          // SQL of what a feature becomes: x is what it would be, key its number
}

// logged makes the log.
func (in inputs) logged() []string {
	var weeks, columns []string
	for w := range in.weeks {
		n := in.n
		if times, ok := in.volume[w]; ok {
			n = int(float64(n) * times)
		}
		weeks = append(weeks, fmt.Sprintf("(%d, %d)", w, n))
	}
	for i := range in.features {
		x := fmt.Sprintf("(z(i, %d) + %v * z(-1 - w - %d, %d))", i, in.wobble, 1000*in.seed, i)
		column := x
		if in.changed != "" {
			column = fmt.Sprintf("CASE WHEN w < %d THEN %s ELSE %s END", in.at, x,
				strings.NewReplacer("key", fmt.Sprint(i), "x", x).Replace(in.changed))
		}
		columns = append(columns, fmt.Sprintf("%s AS f%d", column, i))
	}
	return []string{
		"CREATE TABLE weeks (w BIGINT, n BIGINT)",
		"INSERT INTO weeks VALUES " + strings.Join(weeks, ","),
		fmt.Sprintf(`CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL (w * 604800000 + j * 604800000 // n) MILLISECOND AS at,
			u(i, 99, 0) < 0.1 AS late, %s FROM (SELECT *, (%d * 1000 + w) * 100000 + j AS i FROM (SELECT w, n, unnest(range(n)) AS j FROM weeks))`,
			strings.Join(columns, ", "), in.seed),
	}
}

// drifted counts, by week from a first one on, how often check says that features are drifted.
func (d database) drifted(t *testing.T, from, weeks int) []tally {
	t.Helper()
	tallies := make([]tally, weeks)
	for feature, looks := range d.checked(t, 7, 7*from, 7*(from+weeks))["drift"] {
		if told := judged(looks); told.hits < weeks {
			t.Fatalf("%s: only %v weeks are judged", feature, told)
		}
		tallyEach(tallies, looks)
	}
	return tallies
}

func sum(list []tally) (all tally) {
	for _, one := range list {
		all.hits, all.of = all.hits+one.hits, all.of+one.of
	}
	return all
}

// mostDrift is the share of quiet feature-weeks that may be drifted, by wobble in standard deviations of a row.
var mostDrift = map[float64]float64{0: 0.01, 0.1: 0.01, 0.3: 0.04, 1: 0.06}

// Quiet weeks of features are rarely drift, however much they wobble, also if one of them has another volume.
func TestQuietFeaturesHardlyDrift(t *testing.T) {
	const first, weeks = 12, 12
	for _, wobble := range []float64{0, 0.1, 0.3, 1} {
		for _, volume := range []float64{1, 10, 0.15} {
			if !long && volume != 1 {
				continue
			}
			var quiet, odd tally
			for seed := range either(1, 8) {
				in := inputs{seed: seed, weeks: first + weeks, n: 1000, features: featureCount, wobble: wobble,
					volume: map[int]float64{first + 4: volume}}
				list := made(t, featuresModel(featureCount, "linear(5)"), in.logged()...).drifted(t, first, weeks)
				quiet, odd = sum([]tally{quiet, sum(list)}), sum([]tally{odd, list[4]})
			}
			fmt.Printf("| wobble of %g sd, a week at %g times the volume | all weeks %v, that week %v |\n", wobble,
				volume, quiet, odd)
			if float64(quiet.hits) > mostDrift[wobble]*float64(quiet.of)+3 {
				t.Errorf("wobble %v, a week at %v times the volume: %v of quiet feature-weeks are drift", wobble,
					volume, quiet)
			}
		}
	}
}

// Changes that last are drift in each of their first eight weeks.
func TestChangedFeaturesDriftInEachOfEightWeeks(t *testing.T) {
	const at, weeks = 24, 8
	for _, c := range []struct {
		wobble    float64
		name, sql string
	}{{0.1, "+1 sd", "x + 1"}, {1, "stuck", "0.25"}, {1, "all -999", "-999"}, {0, "+1 sd", "x + 1"}, {0.1, "stuck",
		"0.25"}, {0.1, "all -999", "-999"}} {
		if !long && c.wobble == 0 {
			break
		}
		each := make([]tally, weeks)
		for seed := range either(1, 8) {
			in := inputs{seed: seed, weeks: at + weeks, n: 1000, features: featureCount, wobble: c.wobble, at: at,
				changed: c.sql}
			for i, one := range made(t, featuresModel(featureCount, "linear(5)"), in.logged()...).drifted(t, at,
				weeks) {
				each[i] = sum([]tally{each[i], one})
			}
		}
		fmt.Printf("| %s, wobble of %g sd | %s, all weeks %v |\n", c.name, c.wobble, row(each), sum(each))
		if all := sum(each); float64(all.hits) < 0.95*float64(all.of)-1 {
			t.Errorf("%s with a wobble of %v is found in %v", c.name, c.wobble, all)
		}
		least(t, c.name, each, float64(either(80, 95))/100)
	}
}
