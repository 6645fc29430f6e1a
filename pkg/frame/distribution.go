package frame

import (
	"math"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/query"
)

// distribution is a frame per subject: a row per bin, shares of the current window and of the baseline.
func distribution(r *engine.Result) data.Frames {
	frames := data.Frames{}
	for _, s := range r.Series {
		frames = append(frames, distributionFrame(s))
	}
	if len(frames) == 0 {
		frames = append(frames, data.NewFrame(""))
	}
	return frames
}

func distributionFrame(s engine.Series) *data.Frame {
	f := data.NewFrame(frameName(s), binFields(s.Compare.Bins, s.Compare.Categorical)...)
	f.Meta = &data.FrameMeta{Custom: Custom{Comparison: comparison(s)}}
	addNotices(f, s.Compare.Notices)
	return f
}

// binFields are the columns of a distribution.
func binFields(bins []measure.Bin, categorical bool) data.Fields {
	column := func(name string, of func(measure.Bin) *float64, c *data.FieldConfig) *data.Field {
		values := make([]*float64, len(bins))
		for i, b := range bins {
			values[i] = of(b)
		}
		f := data.NewField(name, nil, values)
		f.Config = c
		return f
	}
	texts := make([]string, len(bins))
	for i, b := range bins {
		texts[i] = b.Label
	}
	var now, then totals
	for _, b := range bins {
		now.add(b, b.Current)
		then.add(b, b.Baseline)
	}
	share := func(name, text string) *data.FieldConfig {
		return &data.FieldConfig{Unit: "percentunit", DisplayNameFromDS: name, Description: text}
	}
	hiddenShare := func(text string) *data.FieldConfig {
		c := hidden(text)
		c.Unit = "percentunit"
		return c
	}
	return data.Fields{
		data.NewField("bin", nil, texts),
		column("current", func(b measure.Bin) *float64 { return now.share(b, b.CurrentShare) },
			share("current", "share of the current window's values in this bin")),
		column("baseline", func(b measure.Bin) *float64 { return then.share(b, b.BaselineShare) },
			share("baseline", "share of the baseline's values in this bin")),
		column("lower", func(b measure.Bin) *float64 { return edge(b.Lower, b, categorical) },
			hidden("lower edge; null where the bin is open")),
		column("upper", func(b measure.Bin) *float64 { return edge(upperEdge(b), b, categorical) },
			hidden("upper edge; null where the bin is open")),
		column("usualLow", func(b measure.Bin) *float64 { return b.UsualLow },
			hiddenShare("least share that earlier windows predict")),
		column("usualHigh", func(b measure.Bin) *float64 { return b.UsualHigh },
			hiddenShare("greatest share that earlier windows predict")),
		column("currentCount", func(b measure.Bin) *float64 { return &b.Current },
			hidden("values of the current window")),
		column("baselineCount", func(b measure.Bin) *float64 { return &b.Baseline }, hidden("values of the baseline")),
		column("contribution", contribution, hidden("what this bin adds to the psi")),
	}
}

// frameName is the subject's name, after the target's unless that is one of many features.
func frameName(s engine.Series) string {
	name := subjectName(s)
	switch {
	case s.Feature != "":
		return name
	case name == "":
		return string(s.Target)
	}
	return string(s.Target) + separator + name
}

// hidden keeps a field out of Grafana's own panels; Leeway's panel reads it.
func hidden(description string) *data.FieldConfig {
	return &data.FieldConfig{Description: description, Custom: map[string]any{
		"hideFrom": map[string]bool{"legend": true, "tooltip": true, "viz": true}}}
}

// totals are what the shares of one window are taken of: of valid values, but of all rows for missing and invalid ones.
type totals struct{ valid, rows float64 }

func lost(b measure.Bin) bool { return b.Kind == measure.Missing || b.Kind == measure.Invalid }

func (t *totals) add(b measure.Bin, n float64) {
	t.rows += n
	if !lost(b) {
		t.valid += n
	}
}

// share is a bin's share, null where there is nothing to take a share of.
func (t totals) share(b measure.Bin, x float64) *float64 {
	if t.rows == 0 || t.valid == 0 && !lost(b) {
		return nil
	}
	return &x
}

// upperEdge is a bin's upper edge; that of a bin of one value is the value.
func upperEdge(b measure.Bin) float64 {
	if b.HoldsOneValue() {
		return b.Lower
	}
	return b.Upper
}

// edge is a bin's edge, null where it is open or the bin, being a category or special, has none.
func edge(x float64, b measure.Bin, categorical bool) *float64 {
	if categorical || math.IsInf(x, 0) || b.Kind != measure.Ordinary {
		return nil
	}
	return &x
}

// contribution is what a bin adds to the psi, null for those that enter no divergence.
func contribution(b measure.Bin) *float64 {
	if lost(b) {
		return nil
	}
	return &b.Contribution
}

// heatmap is a distribution over time: a field per bin, in the order of the bins.
func heatmap(r *engine.Result) (data.Frames, error) {
	if len(r.Series) == 0 {
		return data.Frames{typed(data.FrameType("heatmap-rows"))}, nil
	}
	if len(r.Series) > 1 {
		return nil, fault.Newf(fault.BadQuery,
			"a heat map shows one subject; this query asks for %d: name one feature and split by nothing",
			len(r.Series)).At("features")
	}
	s := r.Series[0]
	f := data.NewFrame(frameName(s))
	compared := comparison(s)
	compared.Usual, compared.Verdicts = usualShares(s), verdicts(s)
	f.Meta = &data.FrameMeta{Type: data.FrameType("heatmap-rows"), Custom: Custom{Comparison: compared}}
	at := make([]time.Time, len(s.Points))
	for i, p := range s.Points {
		at[i] = p.At.UTC()
	}
	f.Fields = append(f.Fields, data.NewField("time", nil, at))
	for j, bin := range s.Compare.Bins {
		values := make([]*float64, len(s.Points))
		for i, p := range s.Points {
			if j < len(p.Shares) {
				values[i] = p.Shares[j]
			}
		}
		field := data.NewField(bin.Label, nil, values)
		field.Config = &data.FieldConfig{Unit: "percentunit"}
		f.Fields = append(f.Fields, field)
	}
	addNotices(f, s.Compare.Notices)
	return data.Frames{f}, nil
}

// verdicts are those of a heat map's windows; nil where none of them can be judged.
func verdicts(s engine.Series) []*float64 {
	list, known := make([]*float64, len(s.Points)), false
	for i, p := range s.Points {
		list[i] = pointer(p.Stats, query.Verdict)
		known = known || list[i] != nil
	}
	if !known {
		return nil
	}
	return list
}

// usualShares are what earlier windows predict of the cells of a heat map; nil where they predict nothing.
func usualShares(s engine.Series) []UsualShares {
	list, known := make([]UsualShares, len(s.Compare.Bins)), false
	for j := range list {
		list[j] = UsualShares{Low: make([]*float64, len(s.Points)), High: make([]*float64, len(s.Points))}
		for i, p := range s.Points {
			if j < len(p.UsualLow) {
				list[j].Low[i], list[j].High[i] = p.UsualLow[j], p.UsualHigh[j]
				known = known || p.UsualLow[j] != nil
			}
		}
	}
	if !known {
		return nil
	}
	return list
}

func sortTimes(list []time.Time) { slices.SortFunc(list, time.Time.Compare) }
