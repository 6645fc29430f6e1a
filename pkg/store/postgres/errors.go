package postgres

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// missingColumn finds the name in an error about a column; nothing else of that text is shown.
var missingColumn = regexp.MustCompile(`(?s)^column (?:.+\.)?"?(.+?)"? does not exist$`)

// describeMissing says more of an error of a statement: a table or column that is missing is named, with what there is.
func (s *Store) describeMissing(ctx context.Context, q sqlast.Query, err error) error {
	f := fault.As(err)
	if f.Kind != fault.NotFound && f.Kind != fault.Forbidden {
		return f
	}
	columns, missing := store.ColumnsRead(ctx, s, q)
	if missing != nil {
		return missing
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return f
	}
	if match := missingColumn.FindStringSubmatch(e.Message); e.Code == "42703" && match != nil {
		return store.NoColumn(match[1], columns).Because(err)
	}
	if e.Code == "42501" {
		return s.withoutRight(ctx, q, f)
	}
	return f
}

// listForbidden lists the columns of a table that the account may not read, unless it may read none.
const listForbidden = `SELECT a.attname FROM pg_catalog.pg_attribute AS a
WHERE a.attrelid = to_regclass($1::text) AND a.attnum > 0 AND NOT a.attisdropped
  AND NOT has_column_privilege(a.attrelid, a.attnum, 'SELECT') AND has_any_column_privilege(a.attrelid, 'SELECT')
ORDER BY a.attnum`

// withoutRight names the columns that a query reads and the account may not: the server names only their table.
func (s *Store) withoutRight(ctx context.Context, q sqlast.Query, f *fault.Error) error {
	statement, err := dialect.Render(s.Dialect(), q)
	if err != nil {
		return f
	}
	for _, table := range sqlast.Tables(q) {
		name, err := regclass(table)
		if err != nil {
			return f
		}
		var columns []string
		err = s.ask(ctx, listForbidden, func(row store.Row) error {
			column, _ := row.Text(0)
			if quoted, err := s.Dialect().Names.Apply(column); err == nil && strings.Contains(statement.SQL, quoted) {
				columns = append(columns, column)
			}
			return nil
		}, name)
		if err == nil && len(columns) > 0 {
			return store.NoRight(table, columns).Because(f.Cause)
		}
	}
	return f
}

// classify turns an error of the driver into a fault; the reason why the statement's context ended comes first.
func (s *Store) classify(life store.Statement, err error) error {
	if err == nil {
		return nil
	}
	var e *pgconn.PgError
	answered := errors.As(err, &e)
	if answered && e.Code == "57014" && strings.Contains(e.Message, "statement timeout") {
		return life.TimedOut(err)
	}
	if f := life.Ended(err); f != nil {
		return f
	}
	f := toFault(err)
	if errors.Is(f, remote.ErrLost) {
		s.pool.Reset() // the other idle connections may be lost, too
	}
	return f
}

// toFault says in words what an error of the driver means. The driver's text stays in the cause: it holds hosts and SQL.
func toFault(err error) *fault.Error {
	var known *fault.Error
	if errors.As(err, &known) {
		return known
	}
	var e *pgconn.PgError
	if errors.As(err, &e) {
		// the server shuts down or crashed, or an administrator ended the session
		if e.Code == "57P01" || e.Code == "57P02" {
			return remote.Lost(err)
		}
		return byCode(e).Because(err)
	}
	if strings.Contains(err.Error(), "refused TLS connection") {
		err = errors.Join(remote.ErrNoTLS, err)
	}
	var connecting *pgconn.ConnectError
	if errors.As(err, &connecting) {
		err = errors.Join(remote.ErrConnecting, err)
	}
	if f := remote.Fault(err); f != nil {
		return f
	}
	return fault.Newf(fault.Store, "Postgres failed").Because(err)
}

// codes are what single SQLSTATEs mean; classes, below, what the others of a class do.
var codes = map[string]struct {
	kind          fault.Kind
	path, message string
}{
	"28P01": {fault.Auth, "", "the server refuses user or password"},
	"28000": {fault.Auth, "",
		"the server does not let this user in from here; its pg_hba.conf decides, also on whether TLS or a client certificate is needed"},
	"3D000": {fault.NotFound, "database", "the server has no database of that name"},
	"53300": {fault.Unreachable, "",
		"all connections of the server are in use; lower limits.maxOpenConns, or raise the server's max_connections"},
	"57P03": {fault.Unreachable, "", "the server is starting up or shutting down"},
	"57014": {fault.Canceled, "", "an administrator of the server cancelled the statement"},
	"42501": {fault.Forbidden, "", "the account may not read a table or column of the model; GRANT it SELECT"},
	"42P01": {fault.NotFound, "", "a table does not exist"},
	"3F000": {fault.NotFound, "", "a schema does not exist"},
	"42703": {fault.NotFound, "", "a column does not exist"},
	"42883": {fault.Store, "",
		"a column has another type than when the model was read; save the data source to read the catalog anew"},
	"42804": {fault.Store, "",
		"a column has another type than when the model was read; save the data source to read the catalog anew"},
	"42846": {fault.Store, "",
		"a column has another type than when the model was read; save the data source to read the catalog anew"},
	"25006": {fault.Forbidden, "", "the statement tries to write; Leeway only reads"},
	"21000": {fault.Store, "", "a view that the model reads fails"},
	"38000": {fault.Store, "", "a function inside a view that the model reads fails"},
	"P0001": {fault.Store, "", "a function inside a view that the model reads fails"},
	"22021": {fault.BadQuery, "", "a text holds a character that the database's encoding does not have"},
	"22P05": {fault.BadQuery, "", "a text holds a character that the database's encoding does not have"},
}

var classes = map[string]struct {
	kind    fault.Kind
	message string
}{
	"08": {fault.Unreachable, "the connection to the server was lost"},
	"22": {fault.Store, "a value in a table, or in a view that computes it, does not fit its type"},
	"28": {fault.Auth, "the server refuses user or password"},
	"53": {fault.TooLarge, "the server does not have enough memory or disk space for the statement"},
	"54": {fault.TooLarge, "the statement is larger than the server takes; ask for fewer features"},
	"57": {fault.Unreachable, "the server ended the connection during the query"},
	"58": {fault.Store, "the server cannot read its own files"},
	"XX": {fault.Store, "the server found that its data are damaged"},
}

func byCode(e *pgconn.PgError) *fault.Error {
	if c, ok := codes[e.Code]; ok {
		f := fault.Newf(c.kind, "%s", c.message)
		if c.path != "" {
			f = f.At(c.path)
		}
		return f
	}
	if len(e.Code) == 5 {
		if c, ok := classes[e.Code[:2]]; ok {
			return fault.Newf(c.kind, "%s", c.message)
		}
	}
	return fault.Newf(fault.Store, "Postgres failed (SQLSTATE %s)", e.Code)
}
