package clickhouse

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"

	clickhouse "github.com/ClickHouse/clickhouse-go/v2"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// The codes of ClickHouse's errors that need more than a fault.
const (
	unknownIdentifier = 47
	noSuchColumn      = 16
	unknownTable      = 60
	unknownDatabase   = 81
	timeoutExceeded   = 159
	settingsForbidden = 164 // READONLY
)

// missingColumn finds the name in ClickHouse's error about a column; nothing else of that text is shown.
var missingColumn = regexp.MustCompile("(?s)^(?:Unknown expression(?: or function)? identifier|Identifier) [`'](.+?)[`'](?:\\.| cannot be resolved)")

// describeMissing turns an error of a statement into a fault; a table or column that is missing is named, with what
// there is.
func (s *Store) describeMissing(ctx context.Context, q sqlast.Query, err error) error {
	f := s.fault(err)
	var e *clickhouse.Exception
	if !errors.As(err, &e) || f.Kind != fault.NotFound {
		return f
	}
	columns, missing := store.ColumnsRead(ctx, s, q)
	if missing != nil {
		return missing
	}
	if match := missingColumn.FindStringSubmatch(e.Message); match != nil {
		return store.NoColumn(match[1], columns).Because(err)
	}
	if e.Code == unknownTable || e.Code == unknownDatabase { // and yet every table of the statement is there
		return fault.Newf(fault.Store,
			"a view that the model reads fails: it names something that does not exist").Because(err)
	}
	return f
}

// fault sorts an error of the driver by kind. The server's text stays in the cause: it holds SQL, names and hosts.
func (s *Store) fault(err error) *fault.Error {
	var (
		known  *fault.Error
		e      *clickhouse.Exception
		answer *clickhouse.HTTPError
		asked  *url.Error
	)
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &e):
		return byCode(e.Code).Because(err)
	case errors.As(err, &answer):
		return byStatus(answer.StatusCode).Because(err)
	// it waited for an answer, not for a connection
	case errors.Is(err, clickhouse.ErrAcquireConnTimeout) && errors.As(err, &asked):
		return fault.Newf(fault.Timeout, "the store took longer than %s (limits.queryTimeout)",
			s.limits.QueryTimeout).Because(err)
	case errors.Is(err, clickhouse.ErrAcquireConnTimeout):
		return fault.Newf(fault.Timeout, "all %d connections were busy for %s (limits.maxOpenConns)",
			s.limits.MaxOpenConns, s.limits.QueryTimeout).Because(err)
	case errors.Is(err, clickhouse.ErrConnectionClosed):
		return fault.Newf(fault.Canceled, "the data source was closed or changed while the query ran").Because(err)
	}
	if f := remote.Fault(err); f != nil {
		return f
	}
	return fault.Newf(fault.Store, "ClickHouse failed").Because(err)
}

// byCode says in words what one of ClickHouse's errors means for a reader of data.
func byCode(code int32) *fault.Error {
	switch code {
	case unknownTable, unknownDatabase, unknownIdentifier, noSuchColumn, 10:
		return fault.Newf(fault.NotFound, "a table or a column does not exist")
	case 192, 193, 194, 516: // UNKNOWN_USER, WRONG_PASSWORD, REQUIRED_PASSWORD, AUTHENTICATION_FAILED
		return fault.Newf(fault.Auth, "ClickHouse refuses the user or the password")
	case 497: // ACCESS_DENIED
		return fault.Newf(fault.Forbidden, "the account may not read this; GRANT it SELECT on the table")
	case settingsForbidden, 452: // SETTING_CONSTRAINT_VIOLATION
		return fault.Newf(fault.Forbidden, "the account's profile forbids the settings that statements need; "+
			"give it readonly = 2 instead of 1, and no constraints on them")
	case 160: // TOO_SLOW
		return fault.Newf(fault.Timeout, "the server expects the statement to take longer than its profile allows")
	case 394: // QUERY_WAS_CANCELLED
		return fault.Newf(fault.Canceled, "the query was cancelled in the server")
	case 158, 241, 307, 396: // TOO_MANY_ROWS, MEMORY_LIMIT_EXCEEDED, TOO_MANY_BYTES, TOO_MANY_ROWS_OR_BYTES
		return fault.Newf(fault.TooLarge, "the statement needs more rows or memory than the server allows; "+
			"ask for a shorter time range, fewer segments or features")
	case 201, 202: // QUOTA_EXCEEDED, TOO_MANY_SIMULTANEOUS_QUERIES
		return fault.Newf(fault.Store,
			"the account's quota, or the number of statements that the server allows, is used up; try again later")
	case 115: // UNKNOWN_SETTING
		return fault.Newf(fault.Unsupported,
			"the server is too old for the settings that statements need; ClickHouse 25 is the first that has them")
	case 43, 53, 386: // ILLEGAL_TYPE_OF_ARGUMENT, TYPE_MISMATCH, NO_COMMON_TYPE
		return fault.Newf(fault.Store,
			"a column has another type than when the model was read; save the data source to read the catalog anew")
	case 395: // FUNCTION_THROW_IF_VALUE_IS_NON_ZERO
		return fault.Newf(fault.Store, "a function inside a view that the model reads fails")
	case 6, 27, 38, 41, 69, 70, 72, 131, 321, 407, 691: // of parsing and conversions
		return fault.Newf(fault.Store, "a value or a column in the table does not fit the type that the query needs")
	}
	return fault.Newf(fault.Store, "ClickHouse failed (error %d)", code)
}

// byStatus is for answers that come from something else than ClickHouse.
func byStatus(status int) *fault.Error {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusProxyAuthRequired:
		return fault.Newf(fault.Auth, "the server at this address refuses the user or the password")
	}
	return fault.Newf(fault.Unreachable, "the server at this address is not ClickHouse (HTTP status %d)",
		status).AtSetting("url")
}
