package engine

import (
	"context"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// referenceLabels lists the texts of the labels that the reference held: those of its own table where that has labels,
// else of the log. It is not nil.
func (e *Engine) referenceLabels(ctx context.Context, p *prepare.Prepared) (map[string]bool, error) {
	s, over := gather.Scope{Origin: p.Origin, Source: p.Log}, p.Reference.Fallback
	if p.Source.Time == nil && p.Source.HoldsLabels(p.Model) {
		s, over = gather.Scope{Origin: p.Origin, Source: p.Source, Name: p.Reference.Name}, window.Interval{}
	}
	b, err := e.counts.Gather(ctx, s, window.Atoms([]window.Interval{over}, true, p.Zone),
		gather.Wanted{}.With(gather.Joint))
	if err != nil {
		return nil, err
	}
	texts := map[string]bool{}
	for _, segments := range b.Joint {
		for _, o := range segments {
			for key := range o.Joint {
				if key.Label != summary.NoClass && key.State != summary.Unlabelled {
					texts[key.Label] = true
				}
			}
		}
	}
	return texts, nil
}

// tellNewLabels counts the labels whose texts the reference never held as new, in the summaries of windows, which it
// changes.
func (c *contest) tellNewLabels(known map[string]bool, windows ...*summary.Summary) {
	if known == nil {
		return
	}
	if c.newUnknown = ""; len(known) == 0 {
		c.newUnknown = "the reference holds no labels, so it is unknown which are new"
	}
	for _, s := range windows {
		if s == nil || s.Outcomes == nil {
			continue
		}
		labels := s.Outcomes.Labels()
		for spelling, n := range s.Outcomes.Spelled {
			if spelling.OfLabel && !known[spelling.Text] {
				n = min(n, labels.Categories[spelling.Class])
				labels.Categories[spelling.Class] -= n
				labels.New += n
			}
		}
		for class, n := range labels.Categories {
			if !c.names().HoldsAny(class, known) {
				delete(labels.Categories, class)
				labels.New += n
			}
		}
		s.Columns[summary.LabelKey] = labels
	}
}
