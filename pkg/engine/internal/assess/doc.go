// Package assess compares windows and judges the differences. It takes the evidence of one question, hands numbers to
// package judge, and returns series and breakdowns with verdicts and reasons. It reads no store and keeps nothing but
// what follows from counts.
//
// A comparison is filled from the evidence: its windows are screened and merged (fill.go). Then it is measured and judged
// (judge.go), held against a policy (policy.go) and explained in words (explain.go).
package assess
