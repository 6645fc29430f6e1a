package mysql

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"

	driver "github.com/go-sql-driver/mysql"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// Check tries to reach the server, to sign in, whether writing fails, the catalog and the clock.
func (s *Store) Check(ctx context.Context) []store.Step {
	return remote.Check(ctx, []remote.Step{
		s.server.Reach(s.host, s.port),
		{Name: "sign in", Try: s.checkSignIn},
		s.server.Encryption(),
		{Name: "read-only", Try: s.checkReadOnly},
		remote.Tables(s.Tables),
		{Name: "clock", Try: s.checkClock},
	}, toFault)
}

func (s *Store) checkSignIn(ctx context.Context) (string, bool, error) {
	version, err := s.text(ctx, "SELECT VERSION()")
	if strings.Contains(version, "MariaDB") {
		number, _, _ := strings.Cut(version, "-")
		return "MariaDB " + number, false, err
	}
	return "MySQL " + version, false, err
}

// writing are the privileges that change something.
var writing = regexp.MustCompile(`\b(ALL PRIVILEGES|SUPER|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|FILE|TRIGGER|EVENT)\b`)

// checkReadOnly tries to write in a session like every other, something that would do no harm if it could.
func (s *Store) checkReadOnly(ctx context.Context) (string, bool, error) {
	err := s.ask(ctx, "ALTER TABLE leeway_must_not_write COMMENT = ''", func(store.Row) error { return nil })
	var e *driver.MySQLError
	if !errors.As(err, &e) || e.Number != 1792 && e.Number != 1142 {
		return "", false, fault.Newf(fault.Internal, "the session is not read-only").Because(err)
	}
	how := ""
	err = s.ask(ctx, "SHOW GRANTS", func(row store.Row) error {
		grant, _ := row.Text(0)
		rights, _, _ := strings.Cut(grant, " ON ")
		if found := writing.FindString(rights); found != "" && how == "" {
			how = "it has " + found
		}
		return nil
	})
	message, warning := remote.CanWrite(how)
	return message, warning, err
}

func (s *Store) checkClock(ctx context.Context) (string, bool, error) {
	var now time.Time
	err := s.ask(ctx, "SELECT SYSDATE(6)", func(row store.Row) error {
		micros, _ := row.Int(0)
		now = time.UnixMicro(micros)
		return nil
	})
	message, warning := remote.Clock(now)
	return message, warning, err
}

// text is the one value of a statement of this package.
func (s *Store) text(ctx context.Context, statement string) (string, error) {
	var answer string
	err := s.ask(ctx, statement, func(row store.Row) error {
		answer, _ = row.Text(0)
		return nil
	})
	return answer, err
}
