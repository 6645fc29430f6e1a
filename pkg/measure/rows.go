package measure

import (
	"math"

	"leeway/pkg/summary"
)

// count is the number of valid values of a column, or of predictions for the log itself. Its error is a Poisson
// count's.
func count(s *summary.Summary, column string, _ Params) Estimate {
	n := s.Rows
	if column != "" {
		c := s.Column(column)
		if c == nil {
			return refuse(0, noColumn)
		}
		n = c.Count()
	}
	return normal(n, n, math.Sqrt(n), 0)
}

func rows(s *summary.Summary, _ string, _ Params) Estimate {
	return normal(s.Rows, s.Rows, math.Sqrt(s.Rows), 0)
}

func duplicates(s *summary.Summary, _ string, _ Params) Estimate {
	if s.Raw == 0 {
		return refuse(0, "no rows in the window, or no columns that identify a row")
	}
	return rate(math.Max(0, s.Raw-s.Rows), s.Raw, noRows)
}

func throughput(s *summary.Summary, _ string, p Params) Estimate {
	seconds := float64(p.End-p.Start) / 1e6
	if seconds <= 0 {
		return refuse(s.Rows, "the window has no length")
	}
	return normal(s.Rows/seconds, s.Rows, math.Sqrt(s.Rows)/seconds, 0)
}

// freshness stays a number when a log falls silent for the whole window, so that an alert on it can fire.
func freshness(s *summary.Summary, _ string, p Params) Estimate {
	if s.Latest != summary.NoTime {
		return Estimate{Value: float64(p.End-s.Latest) / 1e6, OK: true, N: s.Rows}
	}
	if p.End <= p.Start {
		return refuse(0, noRows)
	}
	return Estimate{Value: float64(p.End-p.Start) / 1e6, OK: true,
		Reason: "no rows in the window: the newest is at least this old"}
}
