package storetest

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// settings: what cannot be right is refused before anything is dialled, by the name of the field.
func (r *runner) settings(t *testing.T) {
	for name, c := range map[string]struct {
		server remote.Server
		path   string
	}{
		"no address":          {remote.Server{}, "url"},
		"user in the address": {remote.Server{URL: "u:p@h:5432"}, "url"},
		"unknown mode":        {remote.Server{URL: "h", TLS: remote.TLS{Mode: "maybe"}}, "store.tls"},
		"no certificate":      {remote.Server{URL: "h", TLS: remote.TLS{CA: "x"}}, "secureJsonData.tlsCACert"},
		"no key":              {remote.Server{URL: "h", TLS: remote.TLS{Cert: "x", Key: "hunter2"}}, "secureJsonData"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := r.Open(c.server, store.Limits{})
			WantFault(t, err, fault.BadSettings)
			if f := fault.As(err); f.Path != c.path || strings.Contains(fmt.Sprint(f.Cause), "hunter2") {
				t.Errorf("%q: %v (%v)", f.Path, f, f.Cause)
			}
		})
	}
}

// connection: each reason for not getting in is reported, and the health check ends with it.
func (r *runner) connection(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobodyListens := closed.Addr().String()
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	good := r.server.Make(t, r.one("t"))
	for name, c := range map[string]struct {
		change func(*remote.Server)
		Fault
	}{
		"wrong password": {func(s *remote.Server) { s.Password = "wrong" },
			Fault{fault.Auth, "refuses user or password"}},
		"unknown user": {func(s *remote.Server) { s.User = "nobody" },
			Fault{fault.Auth, "refuses user or password"}},
		"unknown host": {func(s *remote.Server) { s.URL = "nowhere.invalid" },
			Fault{fault.Unreachable, "url: the host name is not known"}},
		"closed port": {func(s *remote.Server) { s.URL = nobodyListens },
			Fault{fault.Unreachable, "url: nothing answers on the port"}},
		"unknown database": {func(s *remote.Server) { s.Database = cmp.Or(r.Nowhere, "nothing") },
			Fault{fault.NotFound, "database: the server has no database"}},
		"server has no TLS": {func(s *remote.Server) { s.TLS.Mode = "" },
			Fault{fault.Unreachable, "store.tls: the server offers no encryption"}},
	} {
		t.Run(name, func(t *testing.T) {
			r.possible(t, name)
			at, expected := good, r.expectedFault(name, c.Fault)
			c.change(&at)
			s := r.open(t, at, store.Limits{})
			_, err := CountOf(s, "t")
			want(t, err, expected)
			steps := s.Check(context.Background())
			last := steps[len(steps)-1]
			if last.Err == nil || last.Err.Kind != expected.Kind {
				t.Errorf("the health check ends with %+v", last)
			}
		})
	}
}

// dialer: Grafana's secure SOCKS proxy comes as a dialer; it gets the host's name, not an address.
func (r *runner) dialer(t *testing.T) {
	for _, c := range []struct{ url, dialled string }{{"db.internal:6543", "db.internal:6543"},
		{"db.internal", "db.internal:" + r.Port}} {
		t.Run(c.url, func(t *testing.T) {
			at := r.server.Make(t, r.one("t"))
			real := at.URL
			at.URL = c.url
			at.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
				if address != c.dialled {
					t.Errorf("dialled %q", address)
				}
				return (&net.Dialer{}).DialContext(ctx, network, real)
			}
			if n, err := CountOf(r.open(t, at, store.Limits{}), "t"); n != 1 || err != nil {
				t.Errorf("%d rows, %v", n, err)
			}
		})
	}
}

// silentServer: one that takes the connection and says nothing ends with the time limit, not with patience.
func (r *runner) silentServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	at := r.server.Make(t)
	at.URL = l.Addr().String()
	within(t, func() {
		_, err := CountOf(r.open(t, at, store.Limits{QueryTimeout: 300 * time.Millisecond}), "t")
		WantFault(t, err, fault.Timeout, "limits.queryTimeout")
	})
}
