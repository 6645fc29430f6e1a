// Package properties holds what is true of every measure of the registry, whatever it computes: asked from rows in a
// store to all of its stats.
package properties
