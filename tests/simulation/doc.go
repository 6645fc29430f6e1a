// Package simulation proves the verdicts on data whose truth is known: how rarely they are wrong where nothing changed,
// how surely they find what did. Seeds are fixed, so a run repeats to the digit; LEEWAY_LONG=1 draws ten times as much,
// or as many worlds and years as a test names.
package simulation
