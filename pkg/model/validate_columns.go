package model

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ReservedLabels are the labels that Grafana and Leeway put on alerts themselves; a segment of that name would be lost
// or would split an alert's identity.
var ReservedLabels = []string{"alertname", "grafana_folder", "ref_id", "datasource_uid", "severity", "model", "feature", "policy", "tier", "leeway"}

// ImplicitSplits are the dimensions of splitBy that every model has without declaring them.
var ImplicitSplits = []string{"version", "prediction", "label", "confidence", "score", "inputSize"}

func (m *Model) validateFeatures(c *checker) {
	for i, f := range m.Features {
		at := fmt.Sprintf("features[%d]", i)
		c.required(at+".name", f.Name)
		if slices.Contains(m.featureNames("")[:i], f.Name) {
			c.add(at+".name", "%q is the name of an earlier feature; names are unique", f.Name)
		}
		c.source(at, f.Column, f.Path)
		if f.Kind == Categorical {
			c.unset(at+".grid", "grids are of numeric features; found kind categorical", f.Grid != "")
			c.unset(at+".bounds", "bounds are of numeric features; found kind categorical", f.Bounds != nil)
			c.distinct(at+".values", f.Values)
			continue
		}
		c.unset(at+".values", "values are of categorical features; found kind numeric", f.Values != nil)
		c.grid(at+".grid", f.Grid)
		if f.Bounds != nil && f.Bounds[0] >= f.Bounds[1] {
			c.add(at+".bounds", "[%v, %v] is empty; the second bound must be more than the first", f.Bounds[0], f.Bounds[1])
		}
	}
}

func (m *Model) validateSegments(c *checker) {
	seen := make(map[string]bool)
	for i, s := range m.Segments {
		at := fmt.Sprintf("segments[%d]", i)
		if slices.Contains(ReservedLabels, s.Name) || strings.HasPrefix(s.Name, "__") || strings.HasPrefix(s.Name, "team_") {
			c.add(at+".name", "%q is the name of a label that alerts have anyway; choose another and set column", s.Name)
		}
		if slices.Contains(ImplicitSplits, s.Name) {
			c.add(at+".name", "%q is a dimension that every model has without declaring it; choose another and set column", s.Name)
		}
		if seen[s.Name] {
			c.add(at+".name", "%q is the name of an earlier segment; names are unique", s.Name)
		}
		seen[s.Name] = true
		c.source(at, s.Column, s.Path)
		c.ascending(at+".bins", s.Bins)
		c.distinct(at+".values", s.Values)
		c.unset(at+".values", "bins make the values of this segment", s.Values != nil && s.Bins != nil)
	}
}

// source checks where a feature or segment is read: a column, or a path inside a JSON column, not both.
func (c *checker) source(at, column, path string) {
	c.identifier(at+".column", column)
	c.identifier(at+".path", path)
	c.unset(at+".column", "path begins with its column", column != "" && path != "")
	if parts := strings.Split(path, "."); path != "" && (len(parts) < 2 || slices.Contains(parts, "")) {
		c.add(at+".path", "%q is no path; write the JSON column and the keys inside it, for example payload.customer.age", path)
	}
}

func (c *checker) distinct(path string, values []Scalar) {
	for i, v := range values {
		if slices.Contains(values[:i], v) {
			c.add(fmt.Sprintf("%s[%d]", path, i), "%q is listed twice", v)
		}
	}
}

// GridFamily names how cell widths grow.
type GridFamily string

// The grid families a feature may be pinned to. Scores have one of their own.
const (
	LinearGrid      GridFamily = "linear"
	ExponentialGrid GridFamily = "exponential"
)

// The exponents a grid may have: cells of width 2^-60 to 2^60, and powers of two cut into at most 2^10 parts.
const (
	maxLinearScale      = 60
	maxExponentialScale = 10
)

var gridText = regexp.MustCompile(`^(linear|exponential)\((-?\d{1,3})\)$`)

// ParseGrid reads linear(k), cells of width 2^-k, or exponential(s), a power of two cut into 2^s cells.
func ParseGrid(text string) (family GridFamily, scale int, err error) {
	m := gridText.FindStringSubmatch(text)
	if m == nil {
		return "", 0, fmt.Errorf("%q is no grid; write linear(k) or exponential(s) with a whole number, for example linear(0), exponential(5)", text)
	}
	scale, _ = strconv.Atoi(m[2]) // at most three digits
	most := maxLinearScale
	if family = GridFamily(m[1]); family == ExponentialGrid {
		most = maxExponentialScale
	}
	if scale < -most || scale > most {
		return "", 0, fmt.Errorf("%q is out of range; %s takes %d to %d", text, family, -most, most)
	}
	return family, scale, nil
}

func (c *checker) grid(path, text string) {
	if text == "" {
		return
	}
	if _, _, err := ParseGrid(text); err != nil {
		c.add(path, "%s", err)
	}
}
