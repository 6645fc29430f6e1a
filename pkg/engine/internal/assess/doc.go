// Package assess compares windows and judges the differences. It takes the evidence of one question, hands numbers
// to package judge, and returns series and breakdowns with verdicts and reasons. It reads no store and keeps
// nothing but what follows from counts.
//
// Its files, in the order of the steps:
//
//   - A question's answer: series of points, or breakdowns by segment (series, breakdown, edges). It is judged once for
//     all who rest on the same evidence (judge_once), and says what is missing of what each asks for (doubt).
//   - A comparison is filled with merged counts (comparison, fill, merge, samples, params).
//   - Its history is screened (screen, line_up, history, history_content).
//   - It is measured (estimate, distribution, divergences, bins, shares, silence).
//   - It is judged (judge, judged, level, lasting).
//   - It is held against a policy (policy, bounded_stat, threshold, obstacles, spared).
//   - It is explained in words (explain, describe, words, class_notices, few_rows, window_lengths, times).
package assess
