// Package bench measures the engine against its floor: what the store itself needs for avg and stddev of the numbers
// and a GROUP BY of the categories, on the same rows and columns, in the same run. See docs/benchmarks.md.
package bench
