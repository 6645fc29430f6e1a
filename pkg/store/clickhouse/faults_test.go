package clickhouse

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
	"leeway/tests/storetest"
)

// answers is a server that answers every statement alike.
func answers(t *testing.T, status int, code, body string) remote.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if code != "" {
			w.Header().Set("X-ClickHouse-Exception-Code", code)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return remote.Server{URL: server.URL, User: "u", Password: "hunter2", TLS: remote.TLS{Mode: remote.Disable}}
}

// ask runs one statement on a server.
func ask(t *testing.T, server remote.Server) error {
	t.Helper()
	s, err := Open(context.Background(), Options{Server: server, Limits: store.Limits{QueryTimeout: 2 * time.Second}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	stats, err := s.Query(context.Background(), sqlast.Select{Items: item(sqlast.Int(1))},
		func(store.Row) error { return nil })
	if stats.SQL == "" {
		t.Error("a statement that failed is not reported")
	}
	return err
}

// Every failure of a server is a fault of its own kind, in words.
func TestFaultsOfTheServer(t *testing.T) {
	exception := func(code int) string {
		return fmt.Sprintf("Code: %d. DB::Exception: secret text of 127.0.0.1 (SOME_NAME) (version 26.9)", code)
	}
	for code, want := range map[int]struct {
		kind fault.Kind
		part string
	}{
		516: {fault.Auth, "user or the password"}, 497: {fault.Forbidden, "GRANT"}, 164: {fault.Forbidden,
			"readonly = 2"},
		452: {fault.Forbidden, "constraints"}, 159: {fault.Timeout, "limits.queryTimeout"}, 160: {fault.Timeout,
			"profile"},
		394: {fault.Canceled, ""}, 241: {fault.TooLarge, "memory"}, 396: {fault.TooLarge, "rows"}, 202: {fault.Store,
			"try again"},
		115: {fault.Unsupported, "too old"}, 70: {fault.Store, "does not fit"}, 999: {fault.Store, "error 999"},
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			storetest.WantFault(t, ask(t, answers(t, http.StatusInternalServerError, fmt.Sprint(code),
				exception(code))), want.kind, want.part)
		})
	}
	storetest.WantFault(t, ask(t, answers(t, http.StatusNotFound, "", "<html>")), fault.Unreachable,
		"not ClickHouse (HTTP status 404)")
	storetest.WantFault(t, ask(t, answers(t, http.StatusUnauthorized, "", "")), fault.Auth, "refuses")
	storetest.WantFault(t, ask(t, answers(t, http.StatusOK, "", "<html>hunter2")), fault.Store, "")
}

// So is every failure of the network, over either protocol.
func TestFaultsOfTheNetwork(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := closed.Addr().String()
	_ = closed.Close()
	ends, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ends.Close()
	go func() {
		for {
			conn, err := ends.Accept()
			if err != nil {
				return
			}
			_ = conn.Close()
		}
	}()
	disabled := remote.TLS{Mode: remote.Disable}
	for _, scheme := range []string{"http://", "clickhouse://"} {
		storetest.WantFault(t, ask(t, remote.Server{URL: scheme + port, TLS: disabled}), fault.Unreachable,
			"nothing answers on the port")
		storetest.WantFault(t, ask(t, remote.Server{URL: scheme + "no-such-host.invalid", TLS: disabled}),
			fault.Unreachable, "")
		storetest.WantFault(t, ask(t, remote.Server{URL: scheme + ends.Addr().String(), TLS: disabled}),
			fault.Unreachable, "")
	}
	plain := httptest.NewTLSServer(http.NotFoundHandler())
	defer plain.Close()
	storetest.WantFault(t, ask(t, remote.Server{URL: plain.URL}), fault.Unreachable, "tlsCACert")
	storetest.WantFault(t, ask(t, remote.Server{URL: strings.TrimPrefix(plain.URL, "https://")}), fault.Unreachable,
		"tlsCACert")
}

func TestParseURL(t *testing.T) {
	for _, c := range []struct{ url, mode, want string }{
		{"host", "", "native host:9440"}, {"host", remote.Disable, "native host:9000"}, {"host:1", "", "native host:1"},
		{"clickhouse://host:9000", remote.Require, "native host:9000"},
		{"[::1]:9000", remote.Disable, "native [::1]:9000"},
		{"https://host", "", "http host:8443"}, {"http://host", remote.Disable, "http host:8123"},
		{"https://host/click/", "", "http host:8443/click"},
	} {
		a, err := parseURL(c.url, c.mode)
		if got := a.protocol.String() + " " + a.String() + a.path; err != nil || got != c.want {
			t.Errorf("%s is %s, %v; want %s", c.url, got, err, c.want)
		}
	}
	for url, part := range map[string]string{"": "missing", "ftp://host": "protocol", "https://": "host",
		"https://u:hunter2@host": "user",
		"https://host?x=1":       "more than an address", "host/db": "more than an address", "host:0": "port", "host:x": "read",
		"http://host": "store.tls: disable", "https://h\x00st": "read"} {
		_, err := parseURL(url, "")
		storetest.WantFault(t, err, fault.BadSettings, part)
	}
	_, err := parseURL("https://host", remote.Disable)
	storetest.WantFault(t, err, fault.BadSettings, "store.tls is disable")
}

// Values travel in the body of a request, not in its URL.
func TestParametersTravelInTheBody(t *testing.T) {
	var urls, bodies []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		urls, bodies = append(urls, r.URL.String()), append(bodies, string(body))
		w.WriteHeader(http.StatusNotFound)
	}))
	defer server.Close()
	client := http.Client{Transport: formTransport{http.DefaultTransport.(*http.Transport).Clone()}}
	defer client.CloseIdleConnections()
	for _, query := range []string{"?database=d", "?param_p1=a%26b&database=d"} {
		answer, err := client.Post(server.URL+query, "text/plain", strings.NewReader("SELECT {p1:String}"))
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
	}
	if bodies[0] != "SELECT {p1:String}" || urls[0] != "/?database=d" {
		t.Errorf("without parameters: %s %q", urls[0], bodies[0])
	}
	if urls[1] != "/?database=d" || !strings.Contains(bodies[1], "name=\"param_p1\"\r\n\r\na&b\r\n") ||
		!strings.Contains(bodies[1], "name=\"query\"\r\n\r\nSELECT {p1:String}\r\n") {
		t.Errorf("with parameters: %s %q", urls[1], bodies[1])
	}
}

// Every statement carries what makes it safe.
func TestSession(t *testing.T) {
	s := &Store{limits: store.Limits{}.WithDefaults()}
	for _, c := range []struct {
		most time.Duration
		want int
	}{{22500 * time.Millisecond, 22}, {300 * time.Millisecond, 1}} {
		if got := s.settings(c.most, &abilities{readonly: forbidAll}); got["max_execution_time"] != c.want ||
			got["readonly"] != 1 ||
			got["timeout_overflow_mode"] != "throw" || got["enable_materialized_cte"] != nil ||
			got["max_result_rows"] != 2_000_000 {
			t.Errorf("%v", got)
		}
	}
	if got := s.settings(time.Second, &abilities{materializes: true})["enable_materialized_cte"]; got != 1 {
		t.Errorf("materializing is set to %v", got)
	}
}
