// Package conformance is one suite that every store must pass: the same tables, the same requests, the same counts.
// What is expected comes from Go (summary.Column.Observe, sums over the rows) or is written down, never from a
// store.
//
// Its files:
//
//   - The suite, its tables and questions (suite, harness, questions, nodes).
//   - Which rows count, and when (byspan, clocks, log_times, changes, duplicates, ids, joins, records).
//   - Numbers and categories (grids, magnitudes, values, categories, distinct, pairs, wide).
//   - Predictions and labels (labels, outcomes, scores, confidence, training).
//   - Policies, and how often a table is read (policies, reads).
package conformance
