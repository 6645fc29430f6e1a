package model

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/invopop/jsonschema"
)

// Duration is a calendar duration: whole local days, plus clock time. A day is a calendar day, so it may last 23 or
// 25 hours; an hour is always an hour.
type Duration struct {
	Days  int
	Clock time.Duration
}

var durationPart = regexp.MustCompile(`^(\d{1,6})(ms|w|d|h|m|s)`)

// ParseDuration reads 15m, 7d, 1w, 1d12h and the like; the empty string is zero.
func ParseDuration(s string) (Duration, error) {
	var d Duration
	for rest := s; rest != ""; {
		m := durationPart.FindStringSubmatch(rest)
		if m == nil {
			return Duration{}, fmt.Errorf("%q is not a duration; write for example 15m, 1h, 7d, 8w", s)
		}
		n, _ := strconv.Atoi(m[1]) // at most six digits: cannot fail
		switch m[2] {
		case "w":
			d.Days += 7 * n
		case "d":
			d.Days += n
		case "h":
			d.Clock += time.Duration(n) * time.Hour
		case "m":
			d.Clock += time.Duration(n) * time.Minute
		case "s":
			d.Clock += time.Duration(n) * time.Second
		case "ms":
			d.Clock += time.Duration(n) * time.Millisecond
		}
		rest = rest[len(m[0]):]
	}
	return d, nil
}

// IsZero reports whether the duration is nothing at all.
func (d Duration) IsZero() bool { return d.Days == 0 && d.Clock == 0 }

// Approx returns the duration with days of 24 hours, for comparing lengths only.
func (d Duration) Approx() time.Duration {
	return time.Duration(d.Days)*24*time.Hour + d.Clock
}

// Add returns t moved by n times d in the calendar of t's location: days first, clock time after.
func (d Duration) Add(t time.Time, n int) time.Time {
	return t.AddDate(0, 0, n*d.Days).Add(time.Duration(n) * d.Clock)
}

// String returns the form ParseDuration reads.
func (d Duration) String() string {
	var b strings.Builder
	if d.Days != 0 {
		fmt.Fprintf(&b, "%dd", d.Days)
	}
	rest := d.Clock
	for _, u := range []struct {
		size time.Duration
		name string
	}{{time.Hour, "h"}, {time.Minute, "m"}, {time.Second, "s"}, {time.Millisecond, "ms"}} {
		if n := rest / u.size; n > 0 {
			fmt.Fprintf(&b, "%d%s", n, u.name)
			rest -= n * u.size
		}
	}
	return b.String()
}

// MarshalJSON writes the text form.
func (d Duration) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads the text form.
func (d *Duration) UnmarshalJSON(raw []byte) error {
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return fmt.Errorf("a duration is text such as 7d, not %s", raw)
	}
	parsed, err := ParseDuration(s)
	*d = parsed
	return err
}

// JSONSchema describes the text form.
func (Duration) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: `^(\d{1,6}(ms|w|d|h|m|s))*$`, Examples: []any{"15m", "7d", "8w"}}
}
