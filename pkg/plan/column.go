package plan

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Mode says how a column is counted.
type Mode uint8

// The modes.
const (
	OnGrid     Mode = iota // numbers, by grid cell
	FirstPass              // numbers, by octave, to choose a grid
	Classified             // categories, against the kept and known lists
	Distinct               // categories as they come, the most frequent first, at most DistinctLimit
	Exactly                // numbers, all at once, as Open asks; of a source without time, dimensions and weights
	Ranges                 // numbers, by cell of an edges grid, with the smallest and largest of each
)

// DistinctLimit is how many categories of a reference are read, and to how many distinct values are counted: one more than
// may be known.
const DistinctLimit = 10_001

// Column is one column to count.
type Column struct {
	Key         string // FeatureKey of a feature, or one of summary's other keys
	Role        string // what a baseline's table may rename: the feature's name or the role
	Name, Path  string // where it lies in the log
	Part        Part   // of a score: what of the column it is
	Made        Made   // what it is made of, where it is not read as it is
	Mode        Mode
	Grid        summary.Grid // OnGrid and Ranges
	Probability bool         // outside [0, 1] is invalid
	Bounds      *[2]float64  // plausible values, inclusive; of a latency the objective, of a score those of low confidence
	Call        string       // the column that names the call a row belonged to; a call counts once
	Kept        []string     // Classified: counted by name
	Known       []string     // Classified: the rest of the reference's values, counted as (other); nil with Truncated
	Truncated   bool         // Classified: the reference held too many values to tell new ones
	Pair        *Pair        // a pair of columns; nothing else but the key is set
	Distinct    bool         // how many distinct values there are, and nothing else
	CountsOnly  bool         // OnGrid: neither places inside cells, zeros nor values out of bounds are asked for
	Open        summary.Open // Exactly: what is asked for besides the number of values
}

// FeatureKey returns the key of a feature's column.
func FeatureKey(name string) string { return "feature:" + name }

// The keys of the log's own columns; labels are summary.LabelKey.
const (
	ScoreKey       = "score"
	PredictionKey  = "prediction"
	UncertaintyKey = "uncertainty"
	LatencyKey     = "latency"
	IntervalKey    = "interval" // its width
)

// ColumnOf returns the column behind a key, with neither grid nor categories yet.
func ColumnOf(m *model.Model, key string) (Column, error) {
	c := Column{Key: key, Role: key}
	switch key {
	case ScoreKey:
		if m.Log.Score == nil {
			return c, fault.Newf(fault.BadQuery, "model %q has no score column", m.ID)
		}
		c.Name, c.Probability, c.Grid = m.Log.Score.Column, true, summary.ScoreGrid
		c.Part, c.Bounds = PartOf(m.Log.Score.ScoreColumn), boundUnsure(m)
		if m.Task == model.Multiclass {
			c.Made = TopProbability
		}
	case PredictionKey:
		if !m.Predicts() {
			return c, fault.Newf(fault.BadQuery, "model %q has no prediction column", m.ID)
		}
		c.Name, c.Mode = m.Log.Prediction, Classified
		c.Kept = classes(m)
		if m.Log.Prediction == "" {
			c.Made = TopClass
		}
		if m.Task == model.Regression {
			c.Mode = FirstPass
		}
	case UncertaintyKey:
		if m.Log.Uncertainty == "" {
			return c, fault.Newf(fault.BadQuery, "model %q has no uncertainty column", m.ID)
		}
		c.Name, c.Mode = m.Log.Uncertainty, FirstPass
	case LatencyKey:
		if m.Log.Latency == nil {
			return c, fault.Newf(fault.BadQuery, "model %q has no latency column", m.ID)
		}
		c.Name, c.Mode = m.Log.Latency.Column, FirstPass
		if m.Log.Latency.Per == model.PerCall {
			c.Call = m.Log.Latency.Call
		}
		if slo := m.Log.Latency.SLO.Approx(); slo > 0 {
			c.Bounds = &[2]float64{0, float64(slo) / float64(latencyUnits[m.Log.Latency.Unit])}
		}
	case IntervalKey:
		if m.Log.Interval == nil {
			return c, fault.Newf(fault.BadQuery, "model %q has no prediction interval", m.ID)
		}
		c.Made, c.Mode = Width, FirstPass
	default:
		return featureColumn(m, key)
	}
	return c, nil
}

// classes lists the classes that a definition names: they are counted by name, whatever the reference holds.
func classes(m *model.Model) []string {
	if m.Task == model.Binary {
		return m.Log.Positive.Texts()
	}
	if m.Log.Score == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(m.Log.Score.Classes))
}

var latencyUnits = map[string]time.Duration{"s": time.Second, "ms": time.Millisecond, "us": time.Microsecond, "ns": time.Nanosecond}

func featureColumn(m *model.Model, key string) (Column, error) {
	for _, f := range m.Features {
		if FeatureKey(f.Name) != key {
			continue
		}
		c := Column{Key: key, Role: f.Name, Name: f.Column, Path: f.Path, Bounds: f.Bounds, Mode: FirstPass}
		if c.Name == "" {
			c.Name = f.Name
		}
		if f.Grid != "" {
			grid, err := summary.ParseGrid(f.Grid)
			if err != nil {
				return c, fault.Newf(fault.BadModel, "%v", err).At("features." + f.Name + ".grid")
			}
			c.Mode, c.Grid = OnGrid, grid
		}
		if f.Kind == model.Categorical {
			c.Mode = Classified
			for _, v := range f.Values {
				c.Kept = append(c.Kept, string(v))
			}
		}
		return c, nil
	}
	return Column{}, fault.Newf(fault.Internal, "no column of key %q", key)
}

// Identity is text that differs whenever two columns would be counted differently: a part of a cache key.
func (c Column) Identity() string { return fmt.Sprintf("%+v", c.identified()) }

// identified is the column with long lists replaced by their hash and pointers by what they point at.
func (c Column) identified() any {
	lists := fnv.New64a()
	for _, list := range [][]string{c.Kept, {separator}, c.Known} {
		for _, text := range list {
			_, _ = lists.Write([]byte(text + "\x00"))
		}
	}
	var bounds [2]float64
	if c.Bounds != nil {
		bounds = *c.Bounds
	}
	return []any{c.Key, c.Name, c.Path, c.Part, c.Made, c.Call, c.Mode, c.Grid, c.Probability, c.Bounds != nil, bounds, c.Truncated, c.byKey(), c.Distinct, lists.Sum64()}
}

// special tells apart the rows of one column's counts.
type special int64

const (
	valid      special = 0
	missing    special = 1
	invalid    special = 2
	other      special = 3
	fresh      special = 4 // a category the reference never held
	zero       special = 8 // flags of valid numbers, added up
	outside    special = 16
	fractional special = 32
	keyed      special = 64  // the row's key tells what its values are
	bits       special = 128 // the cell is sqlast.Exponents, with a flag where a value is fractional
	packed     special = 256 // as keyed, and the key tells the span, too
)

// branch returns the query that counts one column over the CTE base, in the shape of every other branch.
func (c Column) branch(index int, v value, sh shape) sqlast.Select {
	if c.Mode == Classified || c.Mode == Distinct {
		return c.categoryBranch(index, v, sh)
	}
	switch c.Mode {
	case FirstPass:
		return c.octaveBranch(index, v, sh)
	case Ranges:
		return c.rangesBranch(index, v, sh)
	}
	if c.byKey() {
		return c.keyBranch(index, v, sh)
	}
	return c.numberBranch(index, v, sh)
}

// categoryBranch counts categories. Truth values and whole numbers are grouped as they are, which costs less than as texts,
// and made texts of when they have been.
func (c Column) categoryBranch(index int, v value, sh shape) sqlast.Select {
	x, text := sqlast.Column{Name: "v", Type: sqlast.Text}, sqlast.Expr(sqlast.ToText{X: v.x, From: v.t})
	later := func(x sqlast.Expr) sqlast.Expr { return x }
	if v.t == sqlast.Bool || v.t == sqlast.Integer {
		x.Type, text = v.t, v.x
		later = func(x sqlast.Expr) sqlast.Expr { return sqlast.ToText{X: x, From: v.t} }
	}
	raw := sqlast.Select{From: sqlast.Ref{Name: base}}
	raw.Items = append(sh.carry(), sqlast.Item{X: text, As: x.Name})
	if c.Mode == Classified { // each category is looked up in the lists once, not each row
		raw, sh = sh.tally(raw)
	}

	rest := sqlast.Expr(sqlast.Int(other))
	kind := []sqlast.When{{If: sqlast.IsNull{X: x}, Then: sqlast.Int(missing)}}
	category := sqlast.Expr(x)
	if c.Mode == Classified {
		kept := sqlast.InTexts{X: later(x), Values: c.Kept}
		kind = append(kind, sqlast.When{If: kept, Then: sqlast.Int(valid)})
		category = sqlast.Case{Whens: []sqlast.When{{If: kept, Then: later(x)}}, Else: sqlast.Null{Type: sqlast.Text}}
		if !c.Truncated {
			kind = append(kind, sqlast.When{If: sqlast.InTexts{X: later(x), Values: c.Known}, Then: sqlast.Int(other)})
			rest = sqlast.Int(fresh)
		}
	} else {
		rest = sqlast.Int(valid)
	}
	classed := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}}
	classed.Items = append(sh.carry(),
		sqlast.Item{X: sqlast.Case{Whens: kind, Else: rest}, As: "kind"}, sqlast.Item{X: category, As: "cat"})

	counted := sh.count(index, nil, sqlast.Column{Name: "cat", Type: sqlast.Text})
	counted.From = sqlast.Subquery{Query: classed, As: "k"}
	if c.Mode != Distinct {
		return counted
	}
	cat := sqlast.Column{Name: "cat", Type: x.Type}
	counted.OrderBy = []sqlast.Order{{X: sqlast.Column{Name: "n"}, Desc: true}, {X: cat}}
	counted.Limit = DistinctLimit + 1 // and NULL, which is a group, too
	all := sqlast.Select{From: sqlast.Subquery{Query: counted, As: "d"}}
	for _, name := range sh.names() {
		item := sqlast.Item{X: sqlast.Column{Name: name}, As: name}
		if name == "cat" {
			item.X = later(cat)
		}
		all.Items = append(all.Items, item)
	}
	return all
}
