// Package count holds the forms in which stores count columns, one file a form: which columns it fits, its SQL, and
// how the rows of its result are read. All read rows.Base.
package count
