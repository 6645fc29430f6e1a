package propose

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// pin writes into the features what the reference fixes: the grids of numbers and the categories that are kept, so that
// they stay when the reference's rows are gone. A reference that takes too long to read is left for the first query.
func (d *draft) pin(ctx context.Context, limits model.Limits) error {
	reference, ok := d.model.Baselines[d.model.Reference]
	if !ok || len(d.model.Features) == 0 {
		return nil
	}
	m, err := parsed(&d.model)
	if err != nil {
		return err
	}
	end, err := reference.To.In(time.UTC)
	if err != nil {
		return fault.As(err)
	}
	e, err := engine.New(engine.Options{Store: d.store, Models: []*model.Model{m}, Limits: limits})
	if err != nil {
		return err
	}
	pins, err := e.Pins(ctx, m, window.Range{Start: end, End: end})
	var f *fault.Error
	if errors.As(err, &f) && (f.Kind == fault.Timeout || f.Kind == fault.TooLarge) {
		d.note("reference", Low,
			"its rows could not be counted in time (%s), so grids and categories are not pinned; the first query fixes them", f)
		return nil
	}
	if err != nil {
		return err
	}
	for i := range d.model.Features {
		f := &d.model.Features[i]
		f.Grid = pins[f.Name].Grid
		for _, value := range pins[f.Name].Kept {
			f.Values = append(f.Values, model.Scalar(value))
		}
		d.extend("features["+itoa(i)+"]", pinned(pins[f.Name]))
		if doubt := pins[f.Name].Doubt; doubt != "" {
			d.note("features["+itoa(i)+"]", Low, "%s", doubt)
		}
	}
	d.declareSegments(pins)
	return nil
}

// declareSegments writes the values of segments whose every value the reference holds: those an alert can name.
func (d *draft) declareSegments(pins map[string]engine.Pin) {
	for i := range d.model.Segments {
		s := &d.model.Segments[i]
		p := pins[cmp.Or(s.Column, s.Name)]
		if p.Known != len(p.Kept) {
			continue
		}
		for _, value := range slices.Sorted(slices.Values(p.Kept)) {
			s.Values = append(s.Values, model.Scalar(value))
		}
	}
}

// pinned says what of a feature comes from the reference, and not from the sample that the rest of its comment is
// about.
func pinned(p engine.Pin) string {
	switch {
	case p.Grid != "":
		return "the grid fits the reference"
	case p.Known > len(p.Kept):
		return "listed are the " + itoa(len(p.Kept)) + " most frequent of the reference's " + count(p.Known, "value")
	case len(p.Kept) > 0:
		return "listed are the reference's " + count(p.Known, "value")
	}
	return ""
}
