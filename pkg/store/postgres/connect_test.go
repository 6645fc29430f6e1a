package postgres

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
	"leeway/tests/servers"
	"leeway/tests/servers/postgrestest"
)

func TestSettings(t *testing.T) {
	for name, c := range map[string]struct {
		server remote.Server
		path   string
	}{
		"no address":      {remote.Server{}, "url"},
		"user in address": {remote.Server{URL: "u:p@h:5432"}, "url"},
		"unknown mode":    {remote.Server{URL: "h", TLS: remote.TLS{Mode: "maybe"}}, "store.tls"},
		"no certificate":  {remote.Server{URL: "h", TLS: remote.TLS{CA: "x"}}, "secureJsonData.tlsCACert"},
		"no key":          {remote.Server{URL: "h", TLS: remote.TLS{Cert: "x", Key: "s3cret"}}, "secureJsonData"},
	} {
		_, err := Open(Options{Server: c.server})
		if err == nil || fault.As(err).Kind != fault.BadSettings || fault.As(err).Path != c.path || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The driver would take the place of what is left open, and a password, from the environment.
func TestTheEnvironmentIsNotRead(t *testing.T) {
	o, without := options(t, "CREATE TABLE t AS SELECT 1 AS x"), options(t)
	without.Server.Password = ""
	for name, value := range map[string]string{"PGUSER": "somebody", "PGDATABASE": "elsewhere", "PGSSLMODE": "verify-full",
		"PGPASSWORD": "wrong", "PGHOST": "nowhere.invalid", "PGTARGETSESSIONATTRS": "read-write", "PGOPTIONS": "-c statement_timeout=1"} {
		t.Setenv(name, value)
	}
	if n, err := countOf(open(t, o), "t"); n != 1 || err != nil {
		t.Errorf("%d rows, %v", n, err)
	}
	_, err := countOf(open(t, without), "t")
	wantFault(t, err, fault.Auth)
}

func TestConnectionFaults(t *testing.T) {
	good := options(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobodyListens := closed.Addr().String()
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*remote.Server)
		kind   fault.Kind
		says   string
	}{
		"wrong password":    {func(s *remote.Server) { s.Password = "wrong" }, fault.Auth, "refuses user or password"},
		"unknown user":      {func(s *remote.Server) { s.User = "nobody" }, fault.Auth, "refuses user or password"},
		"unknown host":      {func(s *remote.Server) { s.URL = "nowhere.invalid" }, fault.Unreachable, "url: the host name is not known"},
		"closed port":       {func(s *remote.Server) { s.URL = nobodyListens }, fault.Unreachable, "url: nothing answers on the port"},
		"unknown database":  {func(s *remote.Server) { s.Database = "nothing" }, fault.NotFound, "database: the server has no database"},
		"server has no TLS": {func(s *remote.Server) { s.TLS.Mode = "" }, fault.Unreachable, "store.tls: the server offers no encryption"},
	} {
		t.Run(name, func(t *testing.T) {
			o := good
			c.change(&o.Server)
			_, err := countOf(open(t, o), "t")
			wantFault(t, err, c.kind, c.says)
			steps := open(t, o).Check(context.Background())
			last := steps[len(steps)-1]
			if last.Err == nil || last.Err.Kind != c.kind {
				t.Errorf("the health check ends with %+v", last)
			}
		})
	}
}

func TestTLS(t *testing.T) {
	if server == nil {
		t.Skip("SKIPPED: Postgres is not installed; apt-get install postgresql")
	}
	authority, other := servers.NewAuthority(t), servers.NewAuthority(t)
	start := func(cert, key string) *postgrestest.Server {
		return postgrestest.New(t, postgrestest.Options{
			Settings: map[string]string{"ssl": "on", "ssl_cert_file": "$FOLDER/cert", "ssl_key_file": "$FOLDER/key", "ssl_ca_file": "$FOLDER/ca"},
			Files:    map[string]string{"cert": cert, "key": key, "ca": authority.Cert},
			HBA: "local all all scram-sha-256\nhostssl all certified 127.0.0.1/32 scram-sha-256 clientcert=verify-full\n" +
				"hostssl all postgres 127.0.0.1/32 scram-sha-256\n"})
	}
	named, expired := start(authority.Issue(t, "db.test", time.Hour)), start(authority.Issue(t, "127.0.0.1", -time.Hour))
	named.Exec(t, "postgres", "CREATE TABLE t AS SELECT 1 AS x", "CREATE USER certified PASSWORD 'p'", "GRANT SELECT ON t TO certified")
	cert, key := authority.Issue(t, "certified", time.Hour)
	foreign, foreignKey := other.Issue(t, "certified", time.Hour)
	for name, c := range map[string]struct {
		server *postgrestest.Server
		user   string
		tls    remote.TLS
		kind   fault.Kind
		says   string
	}{
		"require":             {named, "", remote.TLS{Mode: remote.Require}, "", ""},
		"require with CA":     {named, "", remote.TLS{Mode: remote.Require, CA: other.Cert}, fault.Unreachable, "trusted authority"},
		"authority":           {named, "", remote.TLS{Mode: remote.VerifyCA, CA: authority.Cert}, "", ""},
		"other authority":     {named, "", remote.TLS{Mode: remote.VerifyCA, CA: other.Cert}, fault.Unreachable, "trusted authority"},
		"system's":            {named, "", remote.TLS{ServerName: "db.test"}, fault.Unreachable, "tlsCACert"},
		"another host":        {named, "", remote.TLS{Mode: remote.VerifyFull, CA: authority.Cert}, fault.Unreachable, "for another host"},
		"server name":         {named, "", remote.TLS{CA: authority.Cert, ServerName: "db.test"}, "", ""},
		"expired":             {expired, "", remote.TLS{CA: authority.Cert}, fault.Unreachable, " only; renew it"},
		"expired, name aside": {expired, "", remote.TLS{Mode: remote.VerifyCA, CA: authority.Cert}, fault.Unreachable, " only; renew it"},
		"not encrypted":       {named, "", remote.TLS{Mode: remote.Disable}, fault.Auth, "TLS"},
		"client certificate":  {named, "certified", remote.TLS{Mode: remote.Require, Cert: cert, Key: key}, "", ""},
		"none":                {named, "certified", remote.TLS{Mode: remote.Require}, fault.Auth, "client certificate"},
		"foreign":             {named, "certified", remote.TLS{Mode: remote.Require, Cert: foreign, Key: foreignKey}, fault.Unreachable, "client certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			at := remote.Server{URL: c.server.URL(), User: c.server.User, Password: c.server.Password, Database: "postgres", TLS: c.tls}
			if c.user != "" {
				at.User, at.Password = c.user, "p"
			}
			s := open(t, Options{Server: at})
			n, err := countOf(s, "t")
			if c.kind != "" {
				wantFault(t, err, c.kind, c.says)
				return
			}
			if n != 1 || err != nil {
				t.Errorf("%d rows, %v (%v)", n, err, fault.As(err).Cause)
			}
			var encrypted bool
			if err := s.ask(context.Background(), "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", func(row store.Row) error {
				i, _ := row.Int(0)
				encrypted = i == 1
				return nil
			}); err != nil || !encrypted {
				t.Errorf("encrypted: %v (%v)", encrypted, err)
			}
		})
	}
}

// Grafana's secure SOCKS proxy comes as a dialer; it gets the host's name, not an address.
func TestDialer(t *testing.T) {
	o := options(t, "CREATE TABLE t AS SELECT 1 AS x")
	var asked []string
	real := o.Server.URL
	o.Server.URL = "db.internal:6543"
	o.Server.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		asked = append(asked, address)
		return (&net.Dialer{}).DialContext(ctx, network, real)
	}
	if n, err := countOf(open(t, o), "t"); n != 1 || err != nil {
		t.Errorf("%d rows, %v", n, err)
	}
	if len(asked) != 1 || asked[0] != "db.internal:6543" {
		t.Errorf("dialled %q", asked)
	}
}

// A server that takes the connection and says nothing ends with the time limit, not with patience.
func TestSilentServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	o := options(t)
	o.Server.URL, o.Limits.QueryTimeout = l.Addr().String(), 300*time.Millisecond
	within(t, 10*time.Second, func() {
		_, err := countOf(open(t, o), "t")
		wantFault(t, err, fault.Timeout, "limits.queryTimeout")
	})
}
