package model

import (
	"fmt"
	"slices"
	"strings"

	"leeway/pkg/summary"
)

// ReservedLabels are the labels that Grafana and Leeway put on alerts themselves; a segment of that name would be lost
// or would split an alert's identity.
var ReservedLabels = []string{"alertname", "grafana_folder", "ref_id", "datasource_uid", "severity", "model", "feature",
	"policy", "tier", "leeway"}

// ImplicitSplits are the dimensions of splitBy that every model has without declaring them.
var ImplicitSplits = []string{"version", "prediction", "label", "confidence", "score", "inputSize"}

func (m *Model) validateFeatures(c *checker) {
	for i, f := range m.Features {
		at := fmt.Sprintf("features[%d]", i)
		c.required(at+".name", f.Name)
		if slices.Contains(m.featureNames("")[:i], f.Name) {
			c.add(at+".name", "%q is also the name of an earlier feature; every name must be unique", f.Name)
		}
		c.source(at, f.Column, f.Path)
		if f.Kind == Categorical {
			c.unset(at+".grid", "only numeric features have a grid; found kind categorical", f.Grid != "")
			c.unset(at+".bounds", "only numeric features have bounds; found kind categorical", f.Bounds != nil)
			c.distinct(at+".values", f.Values)
			continue
		}
		c.unset(at+".values", "only categorical features have values; found kind numeric", f.Values != nil)
		c.grid(at+".grid", f.Grid)
		if f.Bounds != nil && f.Bounds[0] >= f.Bounds[1] {
			c.add(at+".bounds", "[%v, %v] is empty; the second bound must be more than the first", f.Bounds[0],
				f.Bounds[1])
		}
	}
}

func (m *Model) validateSegments(c *checker) {
	seen := make(map[string]bool)
	for i, s := range m.Segments {
		at := fmt.Sprintf("segments[%d]", i)
		if slices.Contains(ReservedLabels, s.Name) || strings.HasPrefix(s.Name, "__") ||
			strings.HasPrefix(s.Name, "team_") {
			c.add(at+".name", "%q is the name of a label that alerts have anyway; choose another and set column",
				s.Name)
		}
		if slices.Contains(ImplicitSplits, s.Name) {
			c.add(at+".name",
				"%q is a dimension that every model has without declaring it; choose another and set column", s.Name)
		}
		if seen[s.Name] {
			c.add(at+".name", "%q is also the name of an earlier segment; every name must be unique", s.Name)
		}
		seen[s.Name] = true
		c.source(at, s.Column, s.Path)
		c.ascending(at+".bins", s.Bins)
		c.distinct(at+".values", s.Values)
		c.unset(at+".values", "the bins are the values of this segment", s.Values != nil && s.Bins != nil)
	}
}

// source checks where a feature or segment is read: a column, or a path inside a JSON column, not both.
func (c *checker) source(at, column, path string) {
	c.identifier(at+".column", column)
	c.identifier(at+".path", path)
	c.unset(at+".column", "path begins with its column", column != "" && path != "")
	if parts := strings.Split(path, "."); path != "" && (len(parts) < 2 || slices.Contains(parts, "")) {
		c.add(at+".path",
			"%q is not a path; write the JSON column and the keys inside it, for example payload.customer.age", path)
	}
}

func (c *checker) distinct(path string, values []Scalar) {
	for i, v := range values {
		if slices.Contains(values[:i], v) {
			c.add(fmt.Sprintf("%s[%d]", path, i), "%q is listed twice", v)
		}
	}
}

// grid checks a pinned grid. Scores have one of their own.
func (c *checker) grid(path, text string) {
	if text == "" {
		return
	}
	grid, err := summary.ParseGrid(text)
	if err == nil && grid.Family == summary.Logit {
		err = fmt.Errorf("%q is the grid of scores; features take linear(k), exponential(s) or edges([…])", text)
	}
	if err != nil {
		c.add(path, "%s", err)
	}
}
