package measure

import "leeway/pkg/summary"

// outcomes tell whether labels can be relied on.
var outcomes = []Measure{
	{
		ID: "label_revision_rate", Title: "Label revision rate", Unit: "percentunit", Better: Down, Targets: []string{label},
		Doc: "Share of the predictions labelled within the horizon whose outcomes gave them different labels within it; the last " +
			"one counts. Needs a table of outcomes.",
		Needs: NeedRevisions, Performance: true, Additive: true, Threshold: Threshold{OnChange, performanceRate},
		Estimate: fromColumn(func(c *summary.Column, _ Params) Estimate { return rate(c.Categories["revised"], c.Count(), noLabels) }),
	},
	{
		ID: "orphan_label_rate", Title: "Orphan label rate", Unit: "percentunit", Better: Down, Targets: []string{label},
		Doc: "Share of the outcomes observed in the window whose id no prediction has that was made at most twice the horizon, or " +
			"28 days, before; one `resolution` after is let pass for clocks that differ. Needs a table of outcomes with a time. Its " +
			"windows do not end a horizon earlier.",
		Needs: NeedOrphans, Additive: true, Threshold: Threshold{OnChange, performanceRate},
		Estimate: fromColumn(func(c *summary.Column, _ Params) Estimate {
			return rate(c.Categories["orphan"], c.Count(), "no outcome was observed in the window")
		}),
	},
}
