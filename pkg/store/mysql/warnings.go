package mysql

import (
	"context"
	sqldriver "database/sql/driver"
	"regexp"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// noNumber is what the servers warn of when they read a text as a number: that they took the digits it begins with, or
// 0 where there are none. They warn of numbers too large for a double, too, and of space around one, which statements
// let through; a long text ends in points there, and some white space is a code, as \000B.
var (
	noNumber = regexp.MustCompile(`(?s)^Truncated incorrect (?:DOUBLE|DECIMAL|INTEGER) value: '(.*)'$`)
	aNumber  = regexp.MustCompile(`^` + space + `[-+]?[0-9.]+([eE][-+]?[0-9.]*)?` + space + `$`)
)

const space = `(?:[ \t-\r]|\\x?[0-9A-Fa-f]{2,4})*`

// tellsOfText reports whether a warning is of a text that is not a number.
func tellsOfText(warning string) bool {
	found := noNumber.FindStringSubmatch(warning)
	return found != nil && !aNumber.MatchString(found[1])
}

// verify asks what the statement before was warned of. Its counts are wrong where a column of numbers holds texts by
// now: other stores refuse such a statement, and Leeway's read a text as a number only where it is one.
func (s *session) verify(ctx context.Context) error {
	queries, ok := s.Conn.(sqldriver.QueryerContext)
	if !ok {
		return fault.Newf(fault.Internal, "the driver cannot run a statement")
	}
	rows, err := queries.QueryContext(ctx, "SHOW WARNINGS", nil) // preparing it would forget them
	if err != nil {
		return err
	}
	defer rows.Close()
	return scan(rows, func(row store.Row) error {
		if message, _ := row.Text(2); tellsOfText(message) {
			return fault.Newf(fault.Store, "%s", changedType)
		}
		return nil
	})
}
