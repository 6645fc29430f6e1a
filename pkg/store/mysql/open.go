// Package mysql is the store of MySQL and MariaDB servers: read-only sessions, a bounded pool, limits that the server
// keeps too, and KILL CONNECTION for what nobody waits for any more. It is the only package that knows the driver.
package mysql

import (
	"context"
	"database/sql"
	"net"
	"strconv"
	"time"

	driver "github.com/go-sql-driver/mysql"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// Options say which server to use, and how much of it.
type Options struct {
	Server remote.Server
	Limits store.Limits
}

const defaultPort = 3306

// Store is a MySQL or MariaDB server. It implements store.Store.
type Store struct {
	server   remote.Server
	host     string
	port     uint16
	limits   store.Limits
	life     *store.Life
	sessions *connector
	db       *sql.DB
}

var _ store.Store = (*Store)(nil)

// Open reads the options; the first statement connects, so that a server that is down now is found when it is up.
// Errors: BadSettings naming the field.
func Open(o Options) (*Store, error) {
	host, port, err := remote.Address(o.Server.URL, defaultPort)
	if err != nil {
		return nil, err
	}
	encryption, err := o.Server.TLS.Config(host)
	if err != nil {
		return nil, err
	}
	s := &Store{server: o.Server, host: host, port: port, limits: o.Limits.WithDefaults()}
	c := driver.NewConfig()
	c.Net, c.Addr, c.DBName = "tcp", net.JoinHostPort(host, strconv.Itoa(int(port))), o.Server.Database
	c.User, c.Passwd = o.Server.User, o.Server.Password
	c.TLS = encryption
	c.DialFunc = o.Server.Dialer()
	c.Logger = &driver.NopLogger{} // what it would say comes back as an error
	plain, err := driver.NewConnector(c)
	if err != nil {
		return nil, fault.Newf(fault.Internal, "the driver cannot be set up").Because(err)
	}
	s.sessions = &connector{Connector: plain}
	s.db = sql.OpenDB(s.sessions)
	s.db.SetMaxOpenConns(s.limits.MaxOpenConns)
	s.db.SetMaxIdleConns(s.limits.MaxOpenConns)
	s.db.SetConnMaxIdleTime(5 * time.Minute)
	s.db.SetConnMaxLifetime(time.Hour)
	s.life = store.NewLife(s.limits.QueryTimeout)
	return s, nil
}

// Kind is "mysql", of MariaDB too.
func (s *Store) Kind() string { return dialect.MySQL.Name }

// Dialect is dialect.MySQL.
func (s *Store) Dialect() *dialect.Dialect { return dialect.MySQL }

// Table splits `table` or `database.table`; without a database the data source's own is meant.
func (s *Store) Table(ref string) ([]string, error) { return store.SplitName(ref, 2) }

// Close ends running statements, which report Canceled, and lets go of all connections.
func (s *Store) Close() error {
	s.life.End()
	if err := s.db.Close(); err != nil {
		return fault.Newf(fault.Store, "MySQL did not close").Because(err)
	}
	return nil
}

// Query runs one SELECT in a read-only session. See store.Store.
func (s *Store) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	return remote.Query(ctx, dialect.MySQL, s.limits, q, each, s.run, s.describeMissing)
}
