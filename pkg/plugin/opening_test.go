package plugin

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// A store that takes long to open holds up nobody longer than he waits, and is opened once for all.
func TestASlowOpenIsShared(t *testing.T) {
	var opens atomic.Int64
	answer := make(chan struct{})
	i := instance(t, flights, nil)
	i.connect = func(context.Context) (store.Store, error) {
		opens.Add(1)
		<-answer
		return &fake{}, nil
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
			defer cancel()
			if _, err := i.Engine(ctx); fault.As(err).Kind != fault.Timeout {
				t.Errorf("who waits 10 ms is told %v", err)
			}
		})
	}
	group.Wait()
	ctx, leave := context.WithCancel(context.Background())
	leave()
	if _, err := i.Engine(ctx); fault.As(err).Kind != fault.Canceled {
		t.Errorf("who leaves is told %v", err)
	}
	close(answer)
	if r := send(i, rows, "Viewer", nil); r.Error != nil {
		t.Error(r.Error)
	}
	if n := opens.Load(); n != 1 {
		t.Errorf("the store was opened %d times", n)
	}
}

// A data source that is disposed of while its store is being opened closes it.
func TestDisposingWhileTheStoreOpens(t *testing.T) {
	begun, answer := make(chan struct{}), make(chan struct{})
	f := &fake{}
	i := instance(t, flights, nil)
	i.connect = func(context.Context) (store.Store, error) {
		close(begun)
		<-answer
		return f, nil
	}
	result := make(chan error)
	go func() {
		_, err := i.Engine(context.Background())
		result <- err
	}()
	<-begun
	i.Dispose()
	close(answer)
	if err := <-result; err != errDisposed {
		t.Errorf("got %v", err)
	}
	if !f.closed.Load() {
		t.Error("the store is open")
	}
}

// A panic is the error of what panicked, on every path that starts a goroutine.
func TestAPanicOnEveryPath(t *testing.T) {
	i := instance(t, flights, nil)
	i.connect = func(context.Context) (store.Store, error) { panic("opening") }
	if r := send(i, rows, "Viewer", nil); r.Status != http.StatusInternalServerError ||
		r.ErrorSource != backend.ErrorSourcePlugin {
		t.Errorf("a panic while opening: status %d, %v", r.Status, r.Error)
	}
	i = instance(t, flights, &fake{query: func(context.Context, dialect.Statement) error { panic("reading") }})
	for _, query := range []string{rows, `{"queryType":"health"}`} {
		r := send(i, query, "Viewer", nil)
		if r.Error == nil && query == rows {
			t.Errorf("%s: no error", query)
		}
	}
}
