package measure

import "leeway/pkg/summary"

// performance compares predictions with their labels.
var performance = []Measure{
	{
		ID: "accuracy", Title: "Accuracy", Unit: "percentunit", Better: Up, Targets: predicted, Tasks: classified,
		Doc:   "Share of the labelled predictions that are equal to their label. Wilson's interval.",
		Needs: NeedJoint, Performance: true, Additive: true, RowMean: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromClassTable(accuracy),
	},
	{
		ID: "precision", Title: "Precision", Unit: "percentunit", Better: Up, Targets: predicted, Tasks: classified,
		Param: OptionalClass,
		Doc:   "Share of those predicted to be in the class (default: the positive one) that are. Wilson's interval.",
		Needs: NeedJoint, Performance: true, Additive: true, RowMean: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromOneClass(precision),
	},
	{
		ID: "recall", Title: "Recall", Unit: "percentunit", Better: Up, Targets: predicted, Tasks: classified,
		Param: OptionalClass,
		Doc:   "Share of those in the class (default: the positive one) that were predicted to be. Wilson's interval.",
		Needs: NeedJoint, Performance: true, Additive: true, RowMean: true, OfLabel: true,
		Threshold: Threshold{OnChange, performanceRate},
		Estimate:  fromOneClass(recall),
	},
	{
		ID: "f1", Title: "F1", Unit: "percentunit", Better: Up, Targets: predicted, Tasks: []string{binary},
		Doc:   "2·tp/(2·tp + fp + fn) of the positive class. Interval by the delta method.",
		Needs: NeedJoint, Performance: true, Additive: true, Threshold: Threshold{OnChange, performanceRate},
		Estimate: fromOneClass(f1),
	},
	{
		ID: "macro_f1", Title: "Macro F1", Unit: "percentunit", Better: Up, Targets: predicted, Tasks: []string{multiclass},
		Doc:   "Mean over the classes predicted or observed of each one's F1. Interval by the delta method.",
		Needs: NeedJoint, Performance: true, Additive: true, Threshold: Threshold{OnChange, performanceRate},
		Estimate: fromClassTable(macroF1),
	},
	{
		ID: "specificity", Title: "Specificity", Unit: "percentunit", Better: Up, Targets: predicted, Tasks: []string{binary},
		Doc:   "Share of the negatives that were predicted to be. Wilson's interval.",
		Needs: NeedJoint, Performance: true, Additive: true, RowMean: true, OfLabel: true,
		Threshold: Threshold{OnChange, performanceRate},
		Estimate:  fromOneClass(specificity),
	},
	{
		ID: "balanced_accuracy", Title: "Balanced accuracy", Unit: "percentunit", Better: Up, Targets: predicted,
		Tasks: []string{binary},
		Doc:   "Mean of recall and specificity.",
		Needs: NeedJoint, Performance: true, Additive: true, Threshold: Threshold{OnChange, performanceRate},
		Estimate: fromOneClass(balancedAccuracy),
	},
	{
		ID: "mcc", Title: "Matthews correlation", Unit: "none", Better: Up, Targets: predicted, Tasks: []string{binary},
		Doc: "(tp·tn − fp·fn) / √((tp+fp)(tp+fn)(tn+fp)(tn+fn)): 1 is perfect, 0 no better than chance, −1 always wrong, also for " +
			"rare classes. Undefined if all predictions or all labels are of one class. Interval by the delta method.",
		Needs: NeedJoint, Performance: true, Additive: true, Threshold: Threshold{OnChange, 2 * performanceRate},
		Estimate: fromOneClass(matthews),
	},
	{
		ID: "positive_rate", Title: "Positive rate", Unit: "percentunit", Targets: predicted, Tasks: []string{binary},
		Doc:   "Share of the labelled predictions that are positive.",
		Needs: NeedJoint, Performance: true, Additive: true, RowMean: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromOneClass(positiveRate),
	},
	{
		ID: "label_rate", Title: "Label rate", Unit: "percentunit", Targets: []string{label}, Tasks: []string{binary},
		Doc:   "Share of the labels that are positive.",
		Needs: NeedJoint, Performance: true, Additive: true, RowMean: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromOneClass(labelRate),
	},
	{
		ID: "skill", Title: "Skill", Unit: "percentunit", Better: Up, Targets: predicted,
		Doc: "Accuracy minus the share of the commonest label; of a regression model 1 − mae / mae of always guessing the " +
			"baseline's median label. Below 0 the model is worse than guessing.",
		Needs: NeedJoint | NeedLabelled | NeedGuess, Columns: []string{residualKey,
			summary.LabelKey}, Performance: true, Additive: true,
		Threshold: Threshold{OnChange, performanceRate}, Estimate: skillByTask,
	},
	{
		ID: "cost", Title: "Cost per prediction", Unit: "none", Better: Down, Targets: predicted, Tasks: []string{binary},
		Doc:   "Mean cost of a labelled prediction by the model's costs of false positives and false negatives.",
		Needs: NeedJoint, Performance: true, Additive: true, Estimate: fromClassTable(cost),
	},
	{
		ID: "roc_auc", Title: "ROC AUC", Unit: "percentunit", Better: Up, Targets: []string{score}, Tasks: []string{binary},
		Doc: "Probability that a positive's score exceeds a negative's, equal score cells counted half. Interval by " +
			"DeLong; with fewer than 10 rows of a class at least that of Hanley and McNeil.",
		Needs: NeedJoint | NeedScores, Performance: true, Additive: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromBothClasses(rocAUC),
	},
	{
		ID: "pr_auc", Title: "PR AUC", Unit: "percentunit", Better: Up, Targets: []string{score}, Tasks: []string{binary},
		Doc:   "Average precision: Σ(R_k − R_{k−1})·P_k over falling score cells.",
		Needs: NeedJoint | NeedScores, Performance: true, Additive: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromBothClasses(prAUC),
	},
	{
		ID: "brier", Title: "Brier score", Unit: "none", Better: Down, Targets: []string{score}, Tasks: []string{binary},
		Doc:   "Mean of (p − y)², p the middle of the score's cell.",
		Needs: NeedJoint | NeedScores, Performance: true, Additive: true, RowMean: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromScores(brier),
	},
	{
		ID: "brier_skill", Title: "Brier skill", Unit: "none", Better: Up, Targets: []string{score}, Tasks: []string{binary},
		Doc: "1 − Brier score / π(1−π), π the share of positive labels of the window: how much better the scores are than always saying π, " +
			"which has 0. It keeps its meaning for rare classes. The interval takes π for known.",
		Needs: NeedJoint | NeedScores, Performance: true, Additive: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromScores(brierSkill),
	},
	{
		ID: "log_loss", Title: "Log loss", Unit: "none", Better: Down, Targets: []string{score}, Tasks: classified,
		Doc: "Mean of −ln(p of the label), in nats, p cut to 1e-15, with how many were: of a binary model the middle of the " +
			"score's cell; of a multiclass one the probability of the label's class, 0 for a label that is not one of the classes.",
		Needs: NeedJoint | NeedScores | NeedLabelled, Columns: []string{logLossKey}, Performance: true, Additive: true, RowMean: true,
		Threshold: Threshold{OnChange, performanceRate}, Estimate: logLossByTask,
	},
	{
		ID: "ece", Title: "Expected calibration error", Unit: "percentunit", Better: Down, Targets: []string{score},
		Tasks: []string{binary},
		Doc:   "Mean of |mean score − share of positives| over 15 groups of equal mass. No p-value.",
		Needs: NeedJoint | NeedScores, Performance: true, Additive: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromScores(calibrationError),
	},
	{
		ID: "label_coverage", Title: "Label coverage", Unit: "percentunit", Better: Up, Targets: []string{label},
		Doc: "Share of the mature predictions whose label was observed within the horizon. Split by segment, `confidence` or `score` " +
			"(its deciles in the baseline) it shows which predictions get labels.",
		Needs: NeedJoint, Performance: true, Additive: true, Threshold: Threshold{OnChange, performanceRate},
		Estimate: fromOutcomes(labelCoverage),
	},
	{
		ID: "late_label_rate", Title: "Late-label rate", Unit: "percentunit", Better: Down, Targets: []string{label},
		Doc:   "Share of the labels that were observed after the horizon.",
		Needs: NeedJoint | NeedLateLabels, Performance: true, Additive: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromOutcomes(lateLabelRate),
	},
}
