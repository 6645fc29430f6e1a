// Package propose reads a store's catalog and a small sample of a table, and proposes the definition of a model:
// which column is the time, the prediction, the label, a feature, and why. A person reads the reasons, corrects
// what is wrong and keeps the rest. Nothing here decides anything by itself.
//
// Its files, in the order of the steps:
//
//   - The steps, and the proposal that they make (propose, draft, proposal, yaml).
//   - Which tables to read, and a sample of them (choose, table, sample, document, partitions).
//   - Facts about a column, by its values and by its name (facts, names, texts, durations).
//   - Roles of the log's columns: times, ids, version, latency (roles, times, log_times, lateness, ids).
//   - Predictions, classes and scores (predictions, positive, class_scores, percentages).
//   - Features and segments (features).
//   - Labels (outcomes, join).
//   - What windows are compared with, and how long they are (compare, fit_window, pin).
package propose
