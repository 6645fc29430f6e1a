// Package public holds drift of columns of public data against scipy and against the rows themselves.
package public
