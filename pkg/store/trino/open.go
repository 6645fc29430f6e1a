// Package trino is the store of Trino, the engine before lakes and warehouses: read-only transactions, limits that the
// server keeps too, and no session state. It is the only package that knows the driver.
package trino

import (
	"context"
	"database/sql"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/trinodb/trino-go-client/trino"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// Options say which coordinator and as whom. Server.Database is `catalog` or `catalog.schema`, which names of tables
// are looked up in; without TLS there is no password.
type Options struct {
	Server remote.Server
	Limits store.Limits
}

// The ports that Trino is set up with in its documentation.
const (
	defaultPort      = 8443
	defaultPlainPort = 8080
)

// Store is a Trino coordinator. It implements store.Store.
type Store struct {
	server  remote.Server
	host    string
	port    uint16
	catalog string // empty: tables are written with theirs
	schema  string // empty: tables are written with theirs
	limits  store.Limits
	life    *store.Life
	http    *http.Transport
	db      *sql.DB
}

var _ store.Store = (*Store)(nil)

// Open reads the options; the first statement connects. Errors: BadSettings naming the field.
func Open(_ context.Context, o Options) (*Store, error) {
	port := defaultPort
	if o.Server.TLS.Mode == remote.Disable {
		port = defaultPlainPort
	}
	at := strings.TrimPrefix(strings.TrimPrefix(o.Server.URL, "https://"), "http://")
	host, number, err := remote.Address(at, port)
	if err != nil {
		return nil, err
	}
	s := &Store{server: o.Server, host: host, port: number, limits: o.Limits.WithDefaults()}
	if err := s.place(); err != nil {
		return nil, err
	}
	s.life = store.NewLife(s.limits.QueryTimeout)
	return s, s.connect()
}

// place splits the database field.
func (s *Store) place() error {
	if s.server.Database == "" {
		return nil
	}
	parts, err := store.SplitName(s.server.Database, 2)
	if err != nil {
		return fault.Newf(fault.BadSettings, "%q is not a catalog.schema", s.server.Database).AtSetting("database")
	}
	s.catalog = parts[0]
	if len(parts) > 1 {
		s.schema = parts[1]
	}
	return nil
}

// connect makes the pool; nothing is dialled yet.
func (s *Store) connect() error {
	encryption, err := s.server.TLS.Config(s.host)
	if err != nil {
		return err
	}
	at := url.URL{Scheme: "http", Host: net.JoinHostPort(s.host, strconv.Itoa(int(s.port))),
		User: url.User(s.server.User)}
	switch {
	case encryption != nil && s.server.Password != "":
		at.Scheme, at.User = "https", url.UserPassword(s.server.User, s.server.Password)
	case encryption != nil:
		at.Scheme = "https"
	case s.server.Password != "":
		return fault.Newf(fault.BadSettings,
			"Trino takes a password over an encrypted connection only").AtSetting("store.tls")
	}
	s.http = &http.Transport{TLSClientConfig: encryption, DialContext: s.dial,
		TLSHandshakeTimeout: remote.ConnectTimeout,
		MaxIdleConnsPerHost: s.limits.MaxOpenConns, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: encryption != nil}
	if s.server.Dial == nil {
		s.http.Proxy = http.ProxyFromEnvironment
	}
	attempts, retries := 3, remote.ConnectTimeout
	connector, err := trino.NewConnector(&trino.Config{
		ServerURI: at.String(), Source: "leeway", Catalog: s.catalog, Schema: s.schema, TimeZone: "UTC",
		HTTPClient:          &http.Client{Transport: s.http},
		RequestRetryTimeout: &retries, RequestRetryMaxAttempts: &attempts,
		// Statements are longer than a header may be, which is where prepared ones travel.
		DisableExplicitPrepare: true,
	})
	if err != nil {
		return fault.Newf(fault.BadSettings, "the driver of Trino refuses these settings").Because(err)
	}
	s.db = sql.OpenDB(connector)
	s.db.SetMaxOpenConns(s.limits.MaxOpenConns)
	s.db.SetMaxIdleConns(s.limits.MaxOpenConns)
	return nil
}

func (s *Store) dial(ctx context.Context, network, address string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, remote.ConnectTimeout)
	defer cancel()
	return s.server.Dialer()(ctx, network, address)
}

// Kind is "trino".
func (s *Store) Kind() string { return dialect.Trino.Name }

// Dialect is dialect.Trino.
func (s *Store) Dialect() *dialect.Dialect { return dialect.Trino }

// Table splits `table`, `schema.table` or `catalog.schema.table`. See store.Store.
func (s *Store) Table(ref string) ([]string, error) { return store.SplitName(ref, 3) }

// Query runs one SELECT in a read-only transaction. See store.Store.
func (s *Store) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	return remote.Query(ctx, dialect.Trino, s.limits, q, each, s.run, s.describeMissing)
}

// Close ends running statements, which report Canceled, and lets go of all connections.
func (s *Store) Close() error {
	s.life.End()
	err := s.db.Close()
	s.http.CloseIdleConnections()
	if err != nil {
		return fault.Newf(fault.Store, "the connections to Trino could not be closed").Because(err)
	}
	return nil
}
