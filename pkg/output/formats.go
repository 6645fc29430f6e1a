// Package output writes reports: in the format that is asked for, and as documents of tables for people.
package output

import (
	"io"
	"maps"
	"slices"

	"leeway/pkg/fault"
)

// Formats are the writers of a report by the names of their formats.
type Formats[R any] map[string]func(R, io.Writer) error

// Names lists the formats, sorted.
func (f Formats[R]) Names() []string { return slices.Sorted(maps.Keys(f)) }

// Write writes a report in a format. A format that there is not is a BadQuery that names the others.
func (f Formats[R]) Write(report R, w io.Writer, format string) error {
	write, ok := f[format]
	if !ok {
		return fault.NoneOf(fault.BadQuery, "--output", format, f.Names())
	}
	return write(report, w)
}
