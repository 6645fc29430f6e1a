// Package evidence holds what was gathered to answer one question. It is plain data: package collect makes it, package
// assess judges it, and neither needs the other.
package evidence
