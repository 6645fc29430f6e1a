package tally

import (
	"fmt"
	"testing"
)

// The aggregates of places give, in every cell, what a GROUP BY of the cell and of the place inside of it gives: how
// many values there are, how many of them are zero and how many out of bounds, and the sums of places.
func TestPlacesAreWhatAGroupByAddsUp(t *testing.T) {
	const (
		bounds      = "-2.5, 1000"
		units       = `greatest(least(x * 0.0625, 9007199254740992), -9007199254740992)`
		index       = `floor(log2(abs(x)) * 32 + 9.5367431640625e-07)`
		exponential = `CASE WHEN NOT isfinite(x) THEN 'NaN'::DOUBLE WHEN x = 0 THEN 0 ELSE sign(x) * (` + index +
			` + 1048576) END`
		inside = `CASE WHEN isfinite(x) AND x <> 0 THEN least(greatest((abs(x) / pow(2, ` + index +
			` / 32) - 1) / 0.021897148654116627, 0), 1) ELSE 0 END`
	)
	linear := fmt.Sprintf(`CASE WHEN isfinite(x) THEN floor(%s) ELSE 'NaN'::DOUBLE END`, units)
	fraction := fmt.Sprintf(`CASE WHEN isfinite(x) THEN %[1]s - floor(%[1]s) ELSE 0 END`, units)
	db, _ := open(t, 1<<30)
	for _, c := range []struct{ name, list, key, place, isOutside string }{
		{"linear", "leeway_places(x, 0.0625)", linear, fraction, "false"},
		{"linear, with bounds", "leeway_places(x, 0.0625, " + bounds + ")", linear, fraction,
			"x NOT BETWEEN -2.5 AND 1000"},
		{"linear, with bounds that zero is outside of", "leeway_places(x, 0.0625, 3, 17)", linear, fraction,
			"x NOT BETWEEN 3 AND 17"},
		{"exponential", "leeway_places_exponential(x, 32)", exponential, inside, "false"},
		{"exponential, with bounds", "leeway_places_exponential(x, 32, " + bounds + ")", exponential, inside,
			"x NOT BETWEEN -2.5 AND 1000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := `(SELECT g, key, sum(n) AS n, sum(n) FILTER (kind & 8 > 0) AS zeros, sum(n) FILTER (kind & 16 > 0) AS outside,
				sum(off) AS off, sum(off2) AS off2 FROM ` + apart("SELECT g, "+c.list+" AS list FROM "+values+" GROUP BY g") + " GROUP BY g, key)"
			want := fmt.Sprintf(`(SELECT g, key, sum(1) AS n, sum(1) FILTER (x = 0) AS zeros, sum(1) FILTER (isfinite(x) AND (%s)) AS outside,
				sum(floor(f * 1048576 + 0.5)) AS off, sum(floor(f * f * 1048576 + 0.5)) AS off2
				FROM (SELECT *, CASE WHEN x IS NOT NULL THEN %s END AS key, CASE WHEN x IS NULL THEN 0 ELSE %s END AS f FROM %s) GROUP BY g, key)`,
				c.isOutside, c.key, c.place, values)
			var cells, apart, outside, zeros int
			err := db.QueryRow(fmt.Sprintf(`SELECT count(b.n), count(*) - count(*) FILTER (a.n = b.n AND a.zeros IS NOT DISTINCT FROM b.zeros
				AND a.outside IS NOT DISTINCT FROM b.outside AND abs(a.off - b.off) <= 1e-6 * b.n AND abs(a.off2 - b.off2) <= 1e-6 * b.n),
				coalesce(sum(b.outside), 0), sum(b.zeros)
				FROM %s a FULL JOIN %s b ON a.g = b.g AND coalesce(a.key, 0.5) = coalesce(b.key, 0.5)`, got, want)).Scan(&cells, &apart, &outside, &zeros)
			if err != nil {
				t.Fatal(err)
			}
			if cells < 100 || zeros < 1000 || apart != 0 || (outside > 1000) != (c.isOutside != "false") {
				t.Errorf("of %d cells %d differ; %d values out of bounds, %d zeros", cells, apart, outside, zeros)
			}
		})
	}
}

// Bounds are inclusive, and of a cell that they divide only the values beyond them are distinguished.
func TestABoundDividesACell(t *testing.T) {
	db, _ := open(t, 1<<20)
	var entries string
	err := db.QueryRow(`SELECT string_agg(format('{} {} {}', e.key::INTEGER, e.kind, e.n), ', ' ORDER BY e.key, e.kind) FROM (
		SELECT unnest(leeway_places(x, 1, 0.5, 2.25)) AS e FROM (VALUES (0e0), (0.25), (0.5), (0.75), (1.5), (2.25), (2.3), (2.4), (3)) t(x))`).Scan(&entries)
	if want := "0 0 2, 0 16 1, 0 24 1, 1 0 1, 2 0 1, 2 16 2, 3 16 1"; err != nil || entries != want {
		t.Errorf("key, kind, n: %s, want %s; %v", entries, want, err)
	}
}
