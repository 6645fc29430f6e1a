package mysql

import (
	"context"
	"net"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
	"leeway/tests/servers"
	"leeway/tests/servers/mysqltest"
)

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
		"no address":        {func(s *remote.Server) { s.URL = "" }, fault.BadSettings, "url: the address of the server is missing"},
		"unknown TLS mode":  {func(s *remote.Server) { s.TLS.Mode = "maybe" }, fault.BadSettings, `store.tls: "maybe" is none of disable`},
	} {
		t.Run(name, func(t *testing.T) {
			o := good
			c.change(&o.Server)
			s, err := Open(o)
			if c.kind == fault.BadSettings {
				wantFault(t, err, c.kind, c.says)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			_, err = countOf(s, "t")
			wantFault(t, err, c.kind, c.says)
			steps := s.Check(context.Background())
			last := steps[len(steps)-1]
			if last.Err == nil || last.Err.Kind != c.kind {
				t.Errorf("the health check ends with %+v", last)
			}
		})
	}
}

func TestTLS(t *testing.T) {
	if server == nil {
		t.Skip("SKIPPED: MariaDB is not installed; apt-get install mariadb-server-core mariadb-client-core")
	}
	authority, other := servers.NewAuthority(t), servers.NewAuthority(t)
	start := func(cert, key string) *mysqltest.Server {
		return mysqltest.New(t, mysqltest.Options{
			Settings: []string{"--ssl-cert=$FOLDER/cert", "--ssl-key=$FOLDER/key", "--ssl-ca=$FOLDER/ca"},
			Files:    map[string]string{"cert": cert, "key": key, "ca": authority.Cert}})
	}
	named, expired := start(authority.Issue(t, "db.test", time.Hour)), start(authority.Issue(t, "127.0.0.1", -time.Hour))
	named.Exec(t, "", "CREATE DATABASE d", "CREATE TABLE d.t AS SELECT 1 AS x", "CREATE USER certified IDENTIFIED BY 'p' REQUIRE X509",
		"GRANT SELECT ON d.t TO certified", "CREATE USER encrypted IDENTIFIED BY 'p' REQUIRE SSL", "GRANT SELECT ON d.t TO encrypted")
	cert, key := authority.Issue(t, "certified", time.Hour)
	foreign, foreignKey := other.Issue(t, "certified", time.Hour)
	for name, c := range map[string]struct {
		server *mysqltest.Server
		user   string
		tls    remote.TLS
		kind   fault.Kind
		says   string
	}{
		"require":            {named, "", remote.TLS{Mode: remote.Require}, "", ""},
		"require with CA":    {named, "", remote.TLS{Mode: remote.Require, CA: other.Cert}, fault.Unreachable, "trusted authority"},
		"authority":          {named, "", remote.TLS{Mode: remote.VerifyCA, CA: authority.Cert}, "", ""},
		"other authority":    {named, "", remote.TLS{Mode: remote.VerifyCA, CA: other.Cert}, fault.Unreachable, "trusted authority"},
		"system's":           {named, "", remote.TLS{ServerName: "db.test"}, fault.Unreachable, "tlsCACert"},
		"another host":       {named, "", remote.TLS{Mode: remote.VerifyFull, CA: authority.Cert}, fault.Unreachable, "for another host"},
		"server name":        {named, "", remote.TLS{CA: authority.Cert, ServerName: "db.test"}, "", ""},
		"expired":            {expired, "", remote.TLS{CA: authority.Cert}, fault.Unreachable, " only; renew it"},
		"not encrypted":      {named, "encrypted", remote.TLS{Mode: remote.Disable}, fault.Auth, "refuses"},
		"client certificate": {named, "certified", remote.TLS{Mode: remote.Require, Cert: cert, Key: key}, "", ""},
		"none":               {named, "certified", remote.TLS{Mode: remote.Require}, fault.Auth, "refuses"},
		"foreign":            {named, "certified", remote.TLS{Mode: remote.Require, Cert: foreign, Key: foreignKey}, fault.Unreachable, "client certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			at := remote.Server{URL: c.server.URL(), User: c.server.User, Password: c.server.Password, Database: "d", TLS: c.tls}
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
			var cipher string
			if err := s.ask(context.Background(), "SHOW SESSION STATUS LIKE 'Ssl_cipher'", func(row store.Row) error {
				cipher, _ = row.Text(1)
				return nil
			}); err != nil || cipher == "" {
				t.Errorf("cipher %q (%v)", cipher, err)
			}
		})
	}
}

// Grafana's secure SOCKS proxy comes as a dialer; it gets the host's name, not an address.
func TestDialer(t *testing.T) {
	o := options(t, "CREATE TABLE t AS SELECT 1 AS x")
	var asked []string
	real := o.Server.URL
	o.Server.URL = "db.internal"
	o.Server.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		asked = append(asked, address)
		return (&net.Dialer{}).DialContext(ctx, network, real)
	}
	if n, err := countOf(open(t, o), "t"); n != 1 || err != nil {
		t.Errorf("%d rows, %v", n, err)
	}
	if len(asked) != 1 || asked[0] != "db.internal:3306" {
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
