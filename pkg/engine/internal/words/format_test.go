package words

import (
	"testing"
	"time"

	"leeway/pkg/measure"
)

func TestValuesAreWrittenInTheUnitOfTheirMeasure(t *testing.T) {
	format := func(id string, rate bool) Format {
		m, ok := measure.Lookup(id)
		if !ok {
			t.Fatalf("no measure %q", id)
		}
		return FormatOf(m, rate)
	}
	accuracy, psi, latency, mean := format("accuracy", true), format("psi", false), format("freshness",
		false), format("mean", false)
	for name, c := range map[string]struct{ got, want string }{
		"a share is in percent":                   {accuracy.Number(0.8114), "81.1 %"},
		"a small share has two digits that count": {accuracy.Number(0.00123), "0.12 %"},
		"no share":                                  {accuracy.Number(0), "0 %"},
		"a range of shares has one unit":            {accuracy.Span(0.87, 0.93), "87.0 to 93.0 %"},
		"shares differ by points":                   {accuracy.Distance(0.084), "8.4 points"},
		"a divergence has two digits after a point": {psi.Number(0.2), "0.20"},
		"a large divergence has one":                {psi.Number(3), "3.0"},
		"an age is in hours":                        {latency.Number((36 * time.Hour).Seconds()), "36 h"},
		"a long age is in days":                     {latency.Number((7 * 24 * time.Hour).Seconds()), "7 days"},
		"a short age is in minutes":                 {latency.Number((90 * time.Minute).Seconds()), "90 min"},
		"thousands are grouped":                     {mean.Number(6405), "6,405"},
		"a negative number, too":                    {mean.Number(-1234567), "-1,234,567"},
		"three digits count":                        {mean.Number(3.14159), "3.14"},
		"a tiny number has an exponent":             {mean.Number(1.5e-7), "1.5e-07"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}
