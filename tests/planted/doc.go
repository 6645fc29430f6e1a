// Package planted makes logs with a known incident and looks whether the first row of an answer names it.
package planted
