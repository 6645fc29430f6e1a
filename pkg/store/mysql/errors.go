package mysql

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"regexp"
	"slices"

	driver "github.com/go-sql-driver/mysql"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// missingColumn finds the name in an error about a column; nothing else of that text is shown.
var missingColumn = regexp.MustCompile(`(?s)^Unknown column '(?:.+\.)?(.+)' in `)

const unknownColumn, forbiddenColumn = 1054, 1143

// withoutRight finds the column and the table in an error about the right to read it.
var withoutRight = regexp.MustCompile(`(?s)^\w+ command denied to user .* for column '(.+)' in table '(.+)'$`)

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
	var e *driver.MySQLError
	if !errors.As(err, &e) || e.Number != unknownColumn && e.Number != forbiddenColumn {
		return f
	}
	if match := withoutRight.FindStringSubmatch(e.Message); match != nil {
		return store.NoRight([]string{match[2]}, []string{match[1]}).Because(err)
	}
	if match := missingColumn.FindStringSubmatch(e.Message); match != nil {
		return store.NoColumn(match[1], columns).Because(err)
	}
	return f
}

// classify turns an error of the driver into a fault; the reason why the statement's context ended comes first.
func (s *Store) classify(life store.Statement, err error) error {
	if err == nil {
		return nil
	}
	var e *driver.MySQLError
	if errors.As(err, &e) && (e.Number == 1969 || e.Number == 3024) { // MariaDB's and MySQL's time limit
		return life.TimedOut(err)
	}
	if f := life.Ended(err); f != nil {
		return f
	}
	return toFault(err)
}

// whileConnecting marks an error of the handshake. When the server hangs up before the driver has sent its answer, the
// driver's error is one that it does not export; its text is all there is to know it by.
func whileConnecting(err error) error {
	if err.Error() == "bad connection" {
		err = errors.Join(io.ErrUnexpectedEOF, err)
	}
	return errors.Join(remote.ErrConnecting, err)
}

// toFault says in words what an error of the driver means. The driver's text stays in the cause: it holds hosts and SQL.
func toFault(err error) *fault.Error {
	var known *fault.Error
	if errors.As(err, &known) {
		return known
	}
	var e *driver.MySQLError
	switch {
	case errors.As(err, &e) && slices.Contains(hungUp, e.Number):
		return remote.Lost(err)
	case errors.As(err, &e):
		return byNumber(e.Number).Because(err)
	case errors.Is(err, driver.ErrNoTLS):
		err = errors.Join(remote.ErrNoTLS, err)
	case errors.Is(err, driver.ErrInvalidConn), errors.Is(err, sqldriver.ErrBadConn):
		err = errors.Join(io.ErrUnexpectedEOF, err) // it hides what the network said
	case errors.Is(err, driver.ErrCleartextPassword), errors.Is(err, driver.ErrOldPassword),
		errors.Is(err, driver.ErrNativePassword), errors.Is(err, driver.ErrUnknownPlugin):
		return fault.Newf(fault.Auth, "the server asks for a way to sign in that Leeway does not offer; "+
			"give the account caching_sha2_password or mysql_native_password").Because(err)
	}
	if f := remote.Fault(err); f != nil {
		return f
	}
	return fault.Newf(fault.Store, "MySQL failed").Because(err)
}

const (
	changedType = "a column has another type than when the model was read; save the data source to read the catalog anew"
	badValue    = "a value in a table, or in a view that computes it, does not fit its type"
	badView     = "a view that the model reads fails: it names something that does not exist, or its definer may not read it"
	mayNotRead  = "the account may not read a table or column of the model; GRANT it SELECT"
	full        = "the server does not have enough memory or disk space for the statement"
	ownFiles    = "the server cannot write, read or delete its temporary files; its tmpdir may be full, or shared with another server"
)

// firstNumber is the least number of an error of the server itself; what lies below comes from its files and memory.
const firstNumber = 1000

// hungUp are the errors of a server that shuts down, or whose administrator ended the connection.
var hungUp = []uint16{1053, 1927, 1158}

// numbers are what the servers' errors mean.
var numbers = map[uint16]struct {
	kind          fault.Kind
	path, message string
}{
	1045: {fault.Auth, "", "the server refuses user or password"},
	1698: {fault.Auth, "", "the server refuses user or password"},
	1044: {fault.Forbidden, "database", "the account may not use the database"},
	1130: {fault.Forbidden, "", "the server does not let this machine in"},
	1129: {fault.Forbidden, "",
		"the server blocks this machine after too many failed connections; FLUSH HOSTS frees it"},
	1049: {fault.NotFound, "database", "the server has no database of that name"},
	1040: {fault.Unreachable, "",
		"all connections of the server are in use; lower limits.maxOpenConns, or raise the server's max_connections"},
	1203: {fault.Unreachable, "",
		"all connections of the account are in use; lower limits.maxOpenConns, or raise its max_user_connections"},
	1226: {fault.Unreachable, "",
		"the account has used up the connections, or statements an hour, that the server allows it"},
	1317: {fault.Canceled, "", "an administrator of the server cancelled the statement"},
	1142: {fault.Forbidden, "", mayNotRead}, 1143: {fault.Forbidden, "", mayNotRead}, 1370: {fault.Forbidden, "",
		mayNotRead},
	1227: {fault.Forbidden, "", mayNotRead},
	1146: {fault.NotFound, "", "a table does not exist"},
	1054: {fault.NotFound, "", "a column does not exist"},
	1102: {fault.BadModel, "", "the server does not allow a name of this form"}, 1103: {fault.BadModel, "",
		"the server does not allow a name of this form"},
	1059: {fault.BadModel, "", "a name is longer than the server takes"}, 1300: {fault.BadModel, "",
		"a name holds a character that the server cannot have"},
	1356: {fault.Store, "", badView}, 1449: {fault.Store, "", badView}, 1305: {fault.Store, "", badView},
	1644: {fault.Store, "", "a function inside a view that the model reads fails"},
	1792: {fault.Forbidden, "", "the statement tries to write; Leeway only reads"},
	1690: {fault.Store, "", badValue}, 1292: {fault.Store, "", badValue}, 1365: {fault.Store, "", badValue},
	1366: {fault.Store, "", badValue}, 1264: {fault.Store, "", badValue}, 3140: {fault.Store, "", badValue},
	3141: {fault.Store, "", changedType}, 3146: {fault.Store, "", changedType}, 1267: {fault.Store, "", changedType},
	5: {fault.TooLarge, "", full}, 20: {fault.TooLarge, "", full}, 23: {fault.TooLarge, "", full},
	1114: {fault.TooLarge, "", full}, 1021: {fault.TooLarge, "", full}, 1037: {fault.TooLarge, "",
		full}, 1038: {fault.TooLarge, "", full},
	1041: {fault.TooLarge, "", full},
	1390: {fault.TooLarge, "", "the statement is larger than the server takes; ask for fewer features"},
	1153: {fault.TooLarge, "", "the statement is larger than the server takes; ask for fewer features"},
	1436: {fault.TooLarge, "", "the statement is larger than the server takes; ask for fewer features"},
}

func byNumber(n uint16) *fault.Error {
	m, ok := numbers[n]
	switch {
	case !ok && n < firstNumber:
		return fault.Newf(fault.Store, ownFiles+" (error %d)", n)
	case !ok:
		return fault.Newf(fault.Store, "MySQL failed (error %d)", n)
	}
	f := fault.Newf(m.kind, "%s", m.message)
	if m.path != "" {
		return f.At(m.path)
	}
	return f
}
