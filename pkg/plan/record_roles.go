package plan

import (
	"slices"
	"strconv"

	"leeway/pkg/model"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/summary"
)

// RecordKind is the type of a role's values.
type RecordKind uint8

// The kinds.
const (
	TextValues   RecordKind = iota // canonical text
	NumberValues                   // numbers
	TimeValues                     // instants
)

// RecordRole is one column of single rows, under the name the model gives it.
type RecordRole struct {
	Name         string
	Kind         RecordKind
	Role         string // what it is: "time", "id", a key of summary's or plan's, else the feature's or segment's name
	Column, Path string // where it lies in the log; empty for time and what is made of labels
}

// The roles that only single rows have.
const (
	timeRole = "time"
	seenRole = "labelled_at"
)

// addRole appends a role that the definition names; one without a column is none.
type addRole func(name, role, column, path string, kind RecordKind)

// RecordRoles lists what single rows of a model show, in order: time, ids, version, prediction, scores, the label and
// when it was observed, uncertainty, interval, latency, input size, the named features (none: all), the segments that
// are no features. Nothing the definition does not name is ever read. A name that is taken gets a prefix.
func RecordRoles(m *model.Model, features []string) []RecordRole {
	list := []RecordRole{{Name: timeRole, Kind: TimeValues, Role: timeRole}}
	add := func(name, role, column, path string, kind RecordKind) {
		if slices.ContainsFunc(list, func(r RecordRole) bool { return r.Name == name }) {
			name = FeatureKey(name)
		}
		if column != "" || path != "" {
			list = append(list, RecordRole{Name: name, Kind: kind, Role: role, Column: column, Path: path})
		}
	}
	for i, column := range m.Log.ID {
		name := "id"
		if len(m.Log.ID) > 1 {
			name += strconv.Itoa(i + 1)
		}
		add(name, "id", column, "", TextValues)
	}
	outputRoles(m, add)
	list = append(list, labelRoles(m)...)
	measuredRoles(m, add)
	for _, f := range m.Features {
		if len(features) > 0 && !slices.Contains(features, f.Name) {
			continue
		}
		kind := TextValues
		if f.Kind == model.Numeric {
			kind = NumberValues
		}
		add(f.Name, f.Name, f.Column, f.Path, kind)
	}
	for _, s := range m.Segments {
		kind := TextValues
		if len(s.Bins) > 0 {
			kind = NumberValues
		}
		if _, shown := m.Feature(s.Name); !shown {
			add(s.Name, s.Name, s.Column, s.Path, kind)
		}
	}
	return list
}

func outputRoles(m *model.Model, add addRole) {
	add("version", "version", m.Log.Version, "", TextValues)
	kind := TextValues
	if m.Task == model.Regression {
		kind = NumberValues
	}
	add(PredictionKey, PredictionKey, m.Log.Prediction, "", kind)
	if m.Log.Score == nil {
		return
	}
	add(ScoreKey, ScoreKey, m.Log.Score.Column, "", NumberValues)
	for _, class := range columns.NamedClasses(m) {
		if at, ok := m.Log.Score.Classes[class]; ok {
			add(ScoreKey+"("+class+")", ScoreKey, at.Column, "", NumberValues)
		}
	}
}

// scorePart is what of its column a score is that records show by this name.
func scorePart(m *model.Model, name string) Part {
	for class, at := range m.Log.Score.Classes {
		if name == ScoreKey+"("+class+")" {
			return PartOf(at)
		}
	}
	return PartOf(m.Log.Score.ScoreColumn)
}

func labelRoles(m *model.Model) []RecordRole {
	if m.Outcomes == nil {
		return nil
	}
	label := RecordRole{Name: summary.LabelKey, Kind: TextValues, Role: summary.LabelKey}
	if m.Task == model.Regression {
		label.Kind = NumberValues
	}
	if m.Outcomes.Time == nil {
		return []RecordRole{label}
	}
	return []RecordRole{label, {Name: seenRole, Kind: TimeValues, Role: seenRole}}
}

func measuredRoles(m *model.Model, add addRole) {
	add(UncertaintyKey, UncertaintyKey, m.Log.Uncertainty, "", NumberValues)
	if m.Log.Interval != nil {
		add("lower", "lower", m.Log.Interval.Lower, "", NumberValues)
		add("upper", "upper", m.Log.Interval.Upper, "", NumberValues)
	}
	if m.Log.Latency != nil {
		add(LatencyKey, LatencyKey, m.Log.Latency.Column, "", NumberValues)
	}
	if m.Log.InputSize != nil {
		add("inputSize", "inputSize", m.Log.InputSize.Column, "", NumberValues)
	}
}
