package frame

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/query"
)

// labels name the thing a field is about, never its state, and are equal for every measure and stat of it, so that an
// alert rule can join them.
func labels(s engine.Series) data.Labels {
	l := data.Labels{"model": s.Model.ID}
	if s.Feature != "" {
		l["feature"] = s.Feature
	}
	if s.With != "" {
		l["with"] = s.With
	}
	if s.Policy != nil {
		l["policy"] = s.Policy.ID
	}
	for _, segment := range s.Segment {
		l[segment.Name] = segment.Value
	}
	return l
}

// measureName is a measure with its parameter: quantile(0.95), share(late).
func measureName(s engine.Series) string {
	switch {
	case s.Param.P != nil && s.Param.Class != "":
		return fmt.Sprintf("%s(%s, %s)", s.Measure.ID, strconv.FormatFloat(*s.Param.P, 'g', -1, 64), s.Param.Class)
	case s.Param.P != nil:
		return fmt.Sprintf("%s(%s)", s.Measure.ID, strconv.FormatFloat(*s.Param.P, 'g', -1, 64))
	case s.Param.Class != "":
		return fmt.Sprintf("%s(%s)", s.Measure.ID, s.Param.Class)
	}
	return s.Measure.ID
}

// subjectName tells what a series is about from the others of its model, shortest first; "" is the model itself.
func subjectName(s engine.Series) string {
	var parts []string
	if s.Policy != nil {
		parts = append(parts, cmp.Or(s.Policy.Title, s.Policy.ID))
	}
	if s.Feature != "" {
		parts = append(parts, s.Feature)
	}
	if s.With != "" {
		parts = append(parts, s.With)
	}
	for _, l := range s.Segment {
		parts = append(parts, l.Value)
	}
	return strings.Join(parts, separator)
}

// separator stands between the parts of a name.
const separator = " · "

// seriesName is how panels call a field: the subject, else the measure, after the model's name where there are several
// models; and the stat unless it is the one that answers by default. So panels need no renaming when they ask for a
// baseline or a limit beside it.
func seriesName(r *engine.Result, s engine.Series, stat query.Stat) string {
	name := subjectName(s)
	if name == "" {
		name = measureName(s)
	}
	if slices.ContainsFunc(r.Series, func(other engine.Series) bool { return other.Model.ID != s.Model.ID }) {
		name = s.Model.Name + separator + name
	}
	if stat != defaultStat(s) && (s.Policy == nil || stat != query.Verdict) { // a policy's verdict needs no other name
		name += separator + string(stat)
	}
	return name
}
