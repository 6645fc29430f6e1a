// Package measure is the registry of what Leeway can measure. A measure says what must be counted for it and
// finishes the counts: pure functions of merged summaries. Whatever cannot be computed is not OK and has a reason
// in words, never NaN.
//
// Its files depend on each other in one direction. From the top:
//
//   - The registry joins the lists (registry).
//   - Lists of measures (divergences, statistics, correlation, confidence, estimated, performance, outcomes,
//     regression).
//   - Functions that finish a measure of one window (values, categories, rows, class_rates, curves, losses,
//     residuals, skill, label_states).
//   - The comparison of two windows (compare, change).
//   - What they read of a summary, with the reason where there is nothing (from_summary, class_table, scores, labels,
//     pair).
//   - Types and words of all (measure, needs, params, targets, thresholds, estimate, reasons, range).
//   - Bins and tables for panels, which know nothing of the registry (bin, binning, cuts, tabulate,
//     calibration_curve, confusion_matrix).
//   - Numbers for the engine, which know nothing of the registry (effects, calibrate, calibration, periods,
//     usual_gap).
//
// The files share Estimate, Params and the readers of summaries, so they are one package. Sub-folders would need a
// package below all of them, and each measure would then be in two places.
package measure
