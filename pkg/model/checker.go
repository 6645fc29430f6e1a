package model

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"leeway/pkg/fault"
)

// checker collects what is wrong with a definition.
type checker struct {
	kind fault.Kind
	errs []*fault.Error
}

func (c *checker) add(path, format string, args ...any) {
	c.errs = append(c.errs, &fault.Error{Kind: c.kind, Path: path, Message: fmt.Sprintf(format, args...)})
}

// oneOf refuses a name that is not among those allowed.
func (c *checker) oneOf(path, found string, allowed []string) {
	if !slices.Contains(allowed, found) {
		c.errs = append(c.errs, fault.NoneOf(c.kind, path, found, allowed))
	}
}

// unset refuses fields that do not apply; why says where they would.
func (c *checker) unset(path, why string, isSet bool) {
	if isSet {
		c.add(path, "does not apply here; %s", why)
	}
}

var variable = regexp.MustCompile(`(?:^|[^\w$])(\$\w+|\$\{[^}]*\}|\[\[[^\]]*\]\])`)

// Variable returns the first unresolved variable in a name, such as $region, ${region} or [[region]], and whether there
// is one. Grafana's backend never resolves dashboard variables, so a name with one can only be a mistake.
func Variable(name string) (string, bool) {
	m := variable.FindStringSubmatch(name)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// identifier refuses names that hold variables or characters that no catalog has.
func (c *checker) identifier(path, name string) {
	if v, found := Variable(name); found {
		c.add(path, "%q holds the unresolved variable %s; a definition names its tables and columns itself", name, v)
	}
	if strings.ContainsRune(name, 0) {
		c.add(path, "%q holds a NUL character", name)
	}
}

// required is identifier for a name that may not be empty.
func (c *checker) required(path, name string) {
	if name == "" {
		c.add(path, "is missing")
		return
	}
	c.identifier(path, name)
}

// columns checks a list of distinct column names.
func (c *checker) columns(path string, names []string) {
	for i, n := range names {
		at := fmt.Sprintf("%s[%d]", path, i)
		c.required(at, n)
		if slices.Contains(names[:i], n) {
			c.add(at, "%q is listed twice", n)
		}
	}
}

// zone checks the name of a time zone; empty is UTC.
func (c *checker) zone(path, name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		c.add(path, "%q is not a time zone; write an IANA name, for example UTC, Europe/Berlin, America/New_York", name)
		return time.UTC
	}
	return loc
}

// date checks that a date can be read.
func (c *checker) date(path string, d Date) bool {
	if _, err := d.In(time.UTC); err != nil {
		c.add(path, "%s", err)
		return false
	}
	return true
}

// period checks from < to in a calendar.
func (c *checker) period(path string, from, to Date, loc *time.Location) {
	okFrom, okTo := c.date(path+"from", from), c.date(path+"to", to)
	if !okFrom || !okTo {
		return
	}
	start, _ := from.In(loc) // checked above
	end, _ := to.In(loc)
	if !start.Before(end) {
		c.add(path+"to", "%q is not after from, %q", to, from)
	}
}

// ascending checks the inner edges of bins.
func (c *checker) ascending(path string, edges []float64) {
	for i := 1; i < len(edges); i++ {
		if edges[i] <= edges[i-1] {
			c.add(fmt.Sprintf("%s[%d]", path, i), "%v is not more than %v, the edge before it; bins ascend", edges[i],
				edges[i-1])
		}
	}
}
