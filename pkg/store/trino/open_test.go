package trino

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
	"leeway/tests/storetest"
)

func TestOpenRefuses(t *testing.T) {
	plain := remote.TLS{Mode: remote.Disable}
	for name, c := range map[string]struct {
		server remote.Server
		part   string
	}{
		"a path":                  {remote.Server{URL: "https://host/x"}, "url: "},
		"a password in the clear": {remote.Server{URL: "host", User: "u", Password: "p", TLS: plain}, "store.tls: "},
		"three parts":             {remote.Server{URL: "host", Database: "a.b.c"}, "database: "},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(context.Background(), Options{Server: c.server})
			storetest.WantFault(t, err, fault.BadSettings, c.part)
		})
	}
}

// Every failure of the coordinator is a fault of its own kind, in words.
func TestFaultsOfTheServer(t *testing.T) {
	ask := func(t *testing.T, answer http.HandlerFunc) error {
		server := httptest.NewServer(answer)
		defer server.Close()
		s, err := Open(context.Background(), Options{Server: remote.Server{URL: server.URL, User: "u",
			TLS: remote.TLS{Mode: remote.Disable}},
			Limits: store.Limits{QueryTimeout: 5 * time.Second}})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		stats, err := s.Query(context.Background(), sqlast.Select{Items: []sqlast.Item{{X: sqlast.Int(1), As: "x"}}},
			func(store.Row) error { return nil })
		if stats.SQL == "" {
			t.Error("a statement that failed is not reported")
		}
		return err
	}
	for name, kind := range map[string]fault.Kind{
		"PERMISSION_DENIED": fault.Forbidden, "EXCEEDED_TIME_LIMIT": fault.Timeout, "EXCEEDED_LOCAL_MEMORY_LIMIT": fault.TooLarge, "QUERY_QUEUE_FULL": fault.Unreachable,
		"USER_CANCELED": fault.Canceled, "INVALID_CAST_ARGUMENT": fault.Store, "QUERY_TEXT_TOO_LARGE": fault.TooLarge, "SOMETHING_NEW": fault.Store, "MISSING_CATALOG_NAME": fault.BadSettings,
	} {
		t.Run(name, func(t *testing.T) {
			storetest.WantFault(t, ask(t, func(w http.ResponseWriter, _ *http.Request) {
				_, _ = fmt.Fprintf(w,
					`{"id": "q", "stats": {"state": "FAILED"}, "error": {"message": "secret of 127.0.0.1", "errorCode": 1, "errorName": %q, "errorType": "USER_ERROR"}}`, name)
			}), kind, "")
		})
	}
	storetest.WantFault(t, ask(t,
		func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }), fault.Auth, "password")
	storetest.WantFault(t, ask(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }),
		fault.Unreachable, "not Trino (HTTP status 404)")
	closed := httptest.NewServer(nil)
	closed.Close()
	s, err := Open(context.Background(), Options{Server: remote.Server{URL: closed.URL, User: "u",
		TLS: remote.TLS{Mode: remote.Disable}}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = s.Tables(context.Background())
	if err != nil {
		t.Errorf("without a catalog nothing is asked, but: %v", err)
	}
	storetest.WantFault(t, s.queryCatalog(context.Background(), "SELECT 1", nil, nil), fault.Unreachable,
		"nothing answers on the port")
}

func TestTypeOf(t *testing.T) {
	for raw, want := range map[string]sqlast.Type{
		"timestamp(6)": sqlast.Timestamp, "timestamp(3) with time zone": sqlast.TimestampTZ, "decimal(38,10)": sqlast.Decimal, "varchar(10)": sqlast.Text,
		"row(a bigint)": sqlast.JSON, "double": sqlast.Float, "time(3)": sqlast.Unknown, "hyperloglog": sqlast.Unknown,
	} {
		if got := typeOf(raw); got != want {
			t.Errorf("%s is type %d, want %d", raw, got, want)
		}
	}
}

func TestFull(t *testing.T) {
	for _, c := range []struct {
		database    string
		table, want []string
	}{
		{"c.s", []string{"t"}, []string{"c", "s", "t"}}, {"c.s", []string{"x", "t"}, []string{"c", "x", "t"}},
		{"c", []string{"x", "t"}, []string{"c", "x", "t"}},
		{"c.s", []string{"a", "x", "t"}, []string{"a", "x", "t"}},
		{"", []string{"a", "x", "t"}, []string{"a", "x", "t"}},
		{"c", []string{"t"}, nil}, {"", []string{"t"}, nil}, {"", []string{"x", "t"}, nil},
	} {
		s := &Store{server: remote.Server{Database: c.database}}
		if err := s.place(); err != nil {
			t.Fatal(err)
		}
		catalog, schema, name, err := s.full(c.table)
		if got := []string{catalog, schema, name}; err == nil && !slices.Equal(got, c.want) ||
			(err != nil) != (c.want == nil) {
			t.Errorf("%v in %q is %v, %v; want %v", c.table, c.database, got, err, c.want)
		}
	}
}
