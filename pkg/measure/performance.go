package measure

// classified are the tasks that predict classes.
var classified = []string{binary, multiclass}

// performance compares predictions with their labels.
var performance = []Measure{
	{
		ID: "accuracy", Title: "Accuracy", Unit: "percentunit", Better: Up, Targets: []string{prediction}, Tasks: classified,
		Doc:   "Share of the labelled predictions that are equal to their label. Wilson's interval.",
		Needs: NeedJoint, Performance: true, Additive: true, Threshold: Threshold{OnChange, performanceRate},
		Estimate: ofOutcomes(accuracy),
	},
}
