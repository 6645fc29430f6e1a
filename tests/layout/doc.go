// Package layout tests the shape of the code itself: how large files and functions are, and that a package can be read
// file by file.
package layout
