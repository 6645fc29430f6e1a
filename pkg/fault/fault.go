// Package fault is the one kind of error a user of Leeway sees: what went wrong, where, and what would be
// allowed instead. A Kind decides the HTTP status and whose fault it is, so that no caller guesses either.
package fault

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Kind says what sort of failure an Error is.
type Kind string

// The kinds. Each maps to one HTTP status and one source (see Status and Downstream).
const (
	BadQuery    Kind = "bad query"        // the query asks for something that is not offered
	BadModel    Kind = "bad model"        // the model definition is wrong
	BadSettings Kind = "bad settings"     // the data source's settings are wrong
	NotFound    Kind = "not found"        // a model, table, column or file is not there
	Forbidden   Kind = "forbidden"        // the user or the store's account may not
	Unreachable Kind = "unreachable"      // the store does not answer
	Auth        Kind = "not signed in"    // the store refuses the credentials
	Timeout     Kind = "timed out"        // the store took longer than allowed
	Canceled    Kind = "cancelled"        // the caller went away
	TooLarge    Kind = "too large"        // a cap would be exceeded
	Store       Kind = "store error"      // the store answered with an error of its own
	Unsupported Kind = "not supported"    // this store or measure cannot do it
	Internal    Kind = "internal problem" // a fault of Leeway itself
)

// status holds the HTTP status of every kind; a kind that is missing here is a programming error and reads as 500.
var status = map[Kind]int{
	BadQuery: http.StatusBadRequest, BadModel: http.StatusBadRequest, BadSettings: http.StatusBadRequest,
	NotFound: http.StatusNotFound, Forbidden: http.StatusForbidden, Unreachable: http.StatusBadGateway,
	Auth: http.StatusBadGateway, Timeout: http.StatusGatewayTimeout, Canceled: 499,
	TooLarge: http.StatusUnprocessableEntity, Store: http.StatusBadGateway,
	Unsupported: http.StatusNotImplemented, Internal: http.StatusInternalServerError,
}

// Error is an error a user can act on. Message is safe to show to anyone who may query: it never holds a secret,
// a host name or a driver's own text; those stay in Cause, which is for the log.
type Error struct {
	Kind    Kind
	Path    string // the field at fault, such as models[0].features[2].kind; may be empty
	Message string
	Names   string // what else there is in the store, such as its tables: for those who see its SQL; see Listing
	Cause   error

	setting bool // Path names a setting of the data source, whoever came upon it; see AtSetting
}

// Error returns the path, the message and the names, which is what a user reads who sees the store's SQL, with at
// most 200 characters of what was put in.
func (e *Error) Error() string {
	if e.Path == "" {
		return Shorten(e.Message + e.Names)
	}
	return Shorten(e.Path + ": " + e.Message + e.Names)
}

// Listing returns a copy of the error that goes on with names of the store: `; there are a, b`. Viewers and the texts
// of alerts do not get them.
func (e *Error) Listing(before string, names []string) *Error {
	c := *e
	c.Names = "; " + before + " " + List(names)
	return &c
}

// WithoutNames returns a copy of the error for those who may not know what else there is in the store.
func (e *Error) WithoutNames() *Error {
	c := *e
	c.Names = ""
	return &c
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Status returns the HTTP status of the error's kind.
func (e *Error) Status() int {
	if s, ok := status[e.Kind]; ok {
		return s
	}
	return http.StatusInternalServerError
}

// Downstream reports whether the fault lies outside Leeway: in the query, the settings or the store.
func (e *Error) Downstream() bool { return e.Kind != Internal }

// Newf makes an error of a kind. Neither format nor arguments may hold secrets or driver text.
func Newf(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// AtSetting returns a copy of the error at a setting of the data source, such as store.path. At leaves it there: a
// model that cannot be read because of it is not at fault.
func (e *Error) AtSetting(path string) *Error {
	c := *e
	c.Path, c.setting = path, true
	return &c
}

// At returns a copy of the error with prefix put before its path.
func (e *Error) At(prefix string) *Error {
	c := *e
	switch {
	case c.setting:
	case c.Path == "":
		c.Path = prefix
	case strings.HasPrefix(c.Path, "["):
		c.Path = prefix + c.Path
	default:
		c.Path = prefix + "." + c.Path
	}
	return &c
}

// Because returns a copy of the error that carries cause for the log.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.Cause = cause
	return &c
}

// NoneOf reports that found, at path, is not one of what is allowed: `kind: "num" is not one of numeric, categorical`. A
// name that is near is suggested.
func NoneOf(kind Kind, path, found string, allowed []string) *Error {
	return &Error{Kind: kind, Path: path, Message: fmt.Sprintf("%q is not one of %s%s", found, List(allowed), DidYouMean(found, allowed))}
}

// List joins names for a message and cuts long lists, saying how many it left out.
func List(names []string) string {
	const most = 20
	if len(names) == 0 {
		return "(nothing)"
	}
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s … (%d more)", strings.Join(names[:most], ", "), len(names)-most)
}

// As returns err as an *Error; an error of any other type becomes Internal, its text kept only as the cause.
func As(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Kind: Internal, Message: "an internal problem; the server's log has the details", Cause: err}
}
