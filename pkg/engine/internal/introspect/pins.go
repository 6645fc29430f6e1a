package introspect

import (
	"context"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// Pin is what a reference fixes of one feature, as a definition writes it.
type Pin struct {
	Grid string // of a numeric feature; empty where the reference holds no number
	// of a categorical one: the declared values, then the most frequent; nil where there are too many to tell new ones
	Kept  []string
	Known int    // how many categories there are, kept ones included
	Doubt string // why it may not fit; may be empty
}

// Pins reads the model's reference and returns what it fixes of each feature, by name. r matters only to a model
// without a reference, as in Answer. Errors: those of the store, and of columns that are not there.
func (n *Introspector) Pins(ctx context.Context, m *model.Model, r window.Range) (map[string]Pin, error) {
	p, err := n.preparer.Prepare(ctx, m, r)
	if err != nil {
		return nil, err
	}
	pins := make(map[string]Pin, len(m.Features))
	for _, f := range m.Features {
		key := plan.FeatureKey(f.Name)
		c := p.Columns[key]
		pin := Pin{Doubt: p.Notices[key]}
		switch {
		case f.Kind == model.Numeric && c.Grid != (summary.Grid{}):
			pin.Grid = c.Grid.String()
		case f.Kind == model.Numeric:
		case !c.Truncated:
			pin.Kept, pin.Known = c.Kept, len(c.Kept)+len(c.Known)
		}
		pins[f.Name] = pin
	}
	return pins, nil
}
