// Package equivalence holds that a legal query has one answer, whatever store holds the log: random ones of all kinds
// are asked of every store, and of one that has never looked at its tables for statistics.
package equivalence
