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
	Zero  bool // it was written, as no time at all: 0s
}

// durationPattern takes every unit at most once, from large to small. The digits are bounded so that nothing overflows.
const durationPattern = `^(?:(\d{1,4})w)?(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?(?:(\d{1,11})ms)?$`

var (
	durationParts = regexp.MustCompile(durationPattern)
	clockUnits    = [...]time.Duration{time.Hour, time.Minute, time.Second, time.Millisecond}
)

// ParseDuration reads 15m, 7d, 1w, 1d12h and the like; the empty string is zero.
func ParseDuration(s string) (Duration, error) {
	m := durationParts.FindStringSubmatch(s)
	if m == nil {
		return Duration{}, fmt.Errorf("%q is not a duration; write for example 15m, 1h, 7d, 8w", s)
	}
	number := func(text string) int {
		n, _ := strconv.Atoi(text) // digits only, and few: fails for nothing but the empty text, which is 0
		return n
	}
	d := Duration{Days: 7*number(m[1]) + number(m[2])}
	for i, unit := range clockUnits {
		d.Clock += time.Duration(number(m[3+i])) * unit
	}
	d.Zero = s != "" && d.IsZero()
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
	if n*d.Days != 0 { // even adding no days would move a time that the clock shows twice
		t = t.AddDate(0, 0, n*d.Days)
	}
	return t.Add(time.Duration(n) * d.Clock)
}

// String returns the form ParseDuration reads.
func (d Duration) String() string {
	if d.Zero {
		return "0s"
	}
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
	return &jsonschema.Schema{Type: "string", Pattern: durationPattern, Examples: []any{"15m", "7d", "8w"}}
}
