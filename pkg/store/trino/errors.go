package trino

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"

	"github.com/trinodb/trino-go-client/trino"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

const exceededTimeLimit = "EXCEEDED_TIME_LIMIT"

// trinoError is the name and the text of an error that Trino itself answered with.
func trinoError(err error) (name, message string) {
	var e trino.ErrTrino
	var p *trino.ErrTrino
	switch {
	case errors.As(err, &e):
		return e.ErrorName, e.Message
	case errors.As(err, &p):
		return p.ErrorName, p.Message
	}
	return "", ""
}

// missingColumn finds the name in Trino's error about a column; nothing else of that text is shown.
var missingColumn = regexp.MustCompile(`(?s)Column '(.+)' cannot be resolved`)

// describeMissing turns an error of a statement into a fault; a table or column that is missing is named, with what
// there is.
func (s *Store) describeMissing(ctx context.Context, q sqlast.Query, err error) error {
	f := s.fault(err)
	if f.Kind != fault.NotFound {
		return f
	}
	columns, missing := store.ColumnsRead(ctx, s, q)
	if missing != nil {
		return missing
	}
	_, message := trinoError(err)
	if match := missingColumn.FindStringSubmatch(message); match != nil {
		return store.NoColumn(match[1], columns).Because(err)
	}
	return f
}

// fault sorts an error of the driver by kind. The server's text stays in the cause: it holds SQL, names and hosts.
func (s *Store) fault(err error) *fault.Error {
	var known *fault.Error
	if errors.As(err, &known) {
		return known
	}
	if name, _ := trinoError(err); name != "" {
		return byName(name).Because(err)
	}
	var answer *trino.ErrQueryFailed
	if errors.As(err, &answer) && answer.StatusCode > 0 {
		switch answer.StatusCode {
		case http.StatusUnauthorized, http.StatusForbidden:
			return fault.Newf(fault.Auth, "Trino refuses the user or the password").Because(err)
		}
		return fault.Newf(fault.Unreachable, "the server at this address is not Trino (HTTP status %d)",
			answer.StatusCode).AtSetting("url").Because(err)
	}
	if f := remote.Fault(err); f != nil {
		return f
	}
	return fault.Newf(fault.Store, "Trino failed").Because(err)
}

// byName says in words what one of Trino's errors means for a reader of data.
func byName(name string) *fault.Error {
	switch name {
	case "TABLE_NOT_FOUND", "SCHEMA_NOT_FOUND", "CATALOG_NOT_FOUND", "COLUMN_NOT_FOUND":
		return fault.Newf(fault.NotFound, "a table or a column does not exist")
	case "MISSING_CATALOG_NAME", "MISSING_SCHEMA_NAME":
		return fault.Newf(fault.BadSettings,
			"tables are written without catalog and schema, and the data source names none; write catalog.schema").AtSetting("database")
	case "PERMISSION_DENIED":
		return fault.Newf(fault.Forbidden, "the account may not read this; GRANT it SELECT on the table")
	case "READ_ONLY_VIOLATION":
		return fault.Newf(fault.Forbidden, "transactions are read-only")
	case exceededTimeLimit:
		return fault.Newf(fault.Timeout, "the server's own time limit ended the statement")
	case "USER_CANCELED", "ADMINISTRATIVELY_KILLED", "ABANDONED_QUERY", "TRANSACTION_ALREADY_ABORTED":
		return fault.Newf(fault.Canceled, "the query was cancelled in the server")
	case "QUERY_QUEUE_FULL", "NO_NODES_AVAILABLE", "SERVER_STARTING_UP", "SERVER_SHUTTING_DOWN",
		"CLUSTER_OUT_OF_MEMORY":
		return fault.Newf(fault.Unreachable, "the cluster is starting, ending or full; try again later")
	case "QUERY_TEXT_TOO_LARGE", "QUERY_HAS_TOO_MANY_STAGES", "COMPILER_ERROR":
		return fault.Newf(fault.TooLarge, "the statement is too long for the cluster; ask for fewer features at once")
	case "TYPE_MISMATCH", "FUNCTION_NOT_FOUND":
		return fault.Newf(fault.Store,
			"a column has another type than when the model was read; save the data source to read the catalog anew")
	case "INVALID_VIEW", "VIEW_IS_STALE", "VIEW_IS_RECURSIVE":
		return fault.Newf(fault.Store,
			"a view that the model reads fails: it names something that does not exist or has changed")
	case "INVALID_CAST_ARGUMENT", "NUMERIC_VALUE_OUT_OF_RANGE", "DIVISION_BY_ZERO":
		return fault.Newf(fault.Store, "a value or a column in the table does not fit the type that the query needs")
	}
	if strings.HasPrefix(name, "EXCEEDED_") {
		return fault.Newf(fault.TooLarge,
			"the statement needs more memory, processor time or data than the cluster allows; "+
				"ask for a shorter time range, fewer segments or features")
	}
	return fault.Newf(fault.Store, "Trino failed (%s)", name)
}
