// Package introspect says what a model and its log are: which tables and columns there are, what the reference fixes,
// until when the log is complete, and what is odd about how its values are written.
package introspect
