package clickhouse

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
	"leeway/tests/storetest"
)

// closing is a connection that tells when it is closed.
type closing struct {
	net.Conn
	once   sync.Once
	closed chan struct{}
}

func (c *closing) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}

// A connection that is dialled after its statement was cancelled is closed with the store.
func TestALateConnectionIsClosedWithTheStore(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	dialling, allow, late := make(chan struct{}), make(chan struct{}), &closing{closed: make(chan struct{})}
	var once sync.Once
	dial := func(context.Context, string, string) (net.Conn, error) {
		once.Do(func() { close(dialling) })
		<-allow
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		late.Conn = conn
		return late, err
	}
	s, err := Open(context.Background(), Options{Server: remote.Server{URL: "http://db.internal",
		TLS: remote.TLS{Mode: remote.Disable}, Dial: dial}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-dialling
		cancel()
	}()
	rows := sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.CountAll}, As: "n"}},
		From: sqlast.Table{Name: []string{"t"}}}
	_, err = s.Query(ctx, rows, func(store.Row) error { return nil })
	storetest.WantFault(t, err, fault.Canceled)
	close(allow)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	select {
	case <-late.closed:
	case <-time.After(20 * time.Second): // far longer than it takes
		t.Error("it is still open")
	}
}
