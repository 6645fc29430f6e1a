package collect

import (
	"context"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// referenceLabels lists the texts of the labels that the reference held: those of its own table where that has labels,
// else of the log. It is not nil.
func (c *Collector) referenceLabels(ctx context.Context, p *prepare.Prepared) (map[string]bool, error) {
	s, over := gather.Scope{Origin: p.Origin, Source: p.Log}, p.Reference.Fallback
	if p.Source.Time == nil && p.Source.HoldsLabels(p.Model) {
		s, over = gather.Scope{Origin: p.Origin, Source: p.Source, Name: p.Reference.Name}, window.Interval{}
	}
	b, err := c.counts.Gather(ctx, s, window.Atoms([]window.Interval{over}, true, p.Zone),
		gather.Wanted{}.With(gather.Joint))
	if err != nil {
		return nil, err
	}
	texts := map[string]bool{}
	for j := range b.Spans {
		for _, o := range b.Joint(j).All() {
			for key := range o.Outcomes().Joint {
				if key.Label != summary.NoClass && key.State != summary.Unlabelled {
					texts[key.Label] = true
				}
			}
		}
	}
	return texts, nil
}
