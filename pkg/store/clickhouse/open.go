// Package clickhouse is the store of ClickHouse servers, over the native protocol or HTTP: read-only, bounded, and with
// the settings under which ClickHouse's SQL means what SQL means elsewhere. It is the only package that knows the
// driver.
package clickhouse

import (
	"context"
	"crypto/tls"
	"maps"
	"net"
	"sync"
	"time"

	clickhouse "github.com/ClickHouse/clickhouse-go/v2"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// Options say which server and as whom. Server.URL is host[:port] for the native protocol, or
// https://host[:port][/path] for HTTP.
type Options struct {
	Server remote.Server
	Limits store.Limits
}

// Store is a ClickHouse database. It implements store.Store.
type Store struct {
	conn   clickhouse.Conn
	limits store.Limits
	life   *store.Life
	server remote.Server
	at     address
	web    *sharedTransport

	// able is what the server can do, found out by the first statement; nil until then.
	mu   sync.Mutex
	able *abilities
}

var _ store.Store = (*Store)(nil)

// Open prepares the store; the server is dialled by the first statement. Errors: BadSettings.
func Open(_ context.Context, o Options) (*Store, error) {
	at, err := parseURL(o.Server.URL, o.Server.TLS.Mode)
	if err != nil {
		return nil, err
	}
	secure, err := o.Server.TLS.Config(at.host)
	if err != nil {
		return nil, err
	}
	limits := o.Limits.WithDefaults()
	web := &sharedTransport{proxied: o.Server.Dial != nil, most: limits.MaxOpenConns}
	conn, err := clickhouse.Open(&clickhouse.Options{
		Protocol: at.protocol, Addr: []string{at.String()}, HttpUrlPath: at.path,
		Auth: clickhouse.Auth{Database: o.Server.Database, Username: o.Server.User,
			Password: o.Server.Password},
		TLS:           secure,
		DialContext:   dial(o.Server.Dialer(), secure, at.protocol),
		DialTimeout:   limits.QueryTimeout, // that of waiting for a free connection, too
		ReadTimeout:   limits.QueryTimeout + grace,
		MaxOpenConns:  limits.MaxOpenConns,
		MaxIdleConns:  limits.MaxOpenConns,
		TransportFunc: web.complete,
	})
	if err != nil {
		return nil, fault.Newf(fault.BadSettings, "the driver of ClickHouse refuses these settings").Because(err)
	}
	return &Store{conn: conn, limits: limits, life: store.NewLife(limits.QueryTimeout), server: o.Server, at: at,
		web: web}, nil
}

// grace is how much longer the client waits for an answer than a statement may take.
const grace = 5 * time.Second

// dial opens connections. The driver leaves encryption of the native protocol to whoever dials; that of HTTP is
// net/http's.
func dial(plain remote.DialFunc, secure *tls.Config,
	protocol clickhouse.Protocol) func(context.Context, string) (net.Conn, error) {
	return func(ctx context.Context, address string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, remote.ConnectTimeout)
		defer cancel()
		conn, err := plain(ctx, "tcp", address)
		if err != nil || secure == nil || protocol == clickhouse.HTTP {
			return conn, err
		}
		encrypted := tls.Client(conn, secure)
		if err := encrypted.HandshakeContext(ctx); err != nil {
			_ = conn.Close() // the handshake's error is the one that matters
			return nil, err
		}
		return encrypted, nil
	}
}

// Kind is "clickhouse".
func (s *Store) Kind() string { return dialect.ClickHouse.Name }

// Dialect is dialect.ClickHouse; without materialized common table expressions where the server has none.
func (s *Store) Dialect() *dialect.Dialect {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.able != nil && !s.able.materializes {
		return inlined
	}
	return dialect.ClickHouse
}

// inlined is the dialect of servers before 26: a common table expression is computed for each of its readers.
var inlined = func() *dialect.Dialect {
	d := *dialect.ClickHouse
	d.Templates = maps.Clone(d.Templates)
	d.Templates[dialect.WithOnce] = d.Templates[dialect.With]
	return &d
}()

// Table splits `table` or `database.table`. See store.Store.
func (s *Store) Table(ref string) ([]string, error) { return store.SplitName(ref, 2) }

// Close ends running statements, which report Canceled, and lets go of all connections.
func (s *Store) Close() error {
	s.life.End()
	err := s.conn.Close()
	s.web.close()
	if err != nil {
		return fault.Newf(fault.Store, "the connections to ClickHouse could not be closed").Because(err)
	}
	return nil
}
