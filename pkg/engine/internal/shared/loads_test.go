package shared

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"leeway/pkg/fault"
)

func TestCallersOfTheSameAtTheSameTimeShareOneLoad(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	synctest.Test(t, func(t *testing.T) {
		var l Loads[string, int]
		var started atomic.Int64
		finish := make(chan struct{})
		work := func(context.Context) (int, error) {
			started.Add(1)
			<-finish
			return 7, nil
		}
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() {
				if got, err := l.Do(context.Background(), "k", work); got != 7 || err != nil {
					t.Errorf("a caller got %d, %v", got, err)
				}
			})
		}
		synctest.Wait()
		close(finish)
		group.Wait()
		if n := started.Load(); n != 1 {
			t.Errorf("20 callers started %d loads", n)
		}
		if _, err := l.Do(context.Background(), "k", work); err != nil || started.Load() != 2 {
			t.Errorf("after the end of the first, %d loads have started (error %v), want a second one", started.Load(),
				err)
		}
	})
}

// Between a caller's look and its load another one may end: what that one made known is not made again.
func TestWhatBecameKnownMeanwhileIsNotMadeAgain(t *testing.T) {
	for looks, want := range map[int]int{0: 0, 1: 0, 2: 1} { // how often it was not known yet, and what has to be made
		var l Loads[string, string]
		made := 0
		known := func() (string, bool) {
			looks--
			return "known", looks < 0
		}
		got, err := l.Load(context.Background(), "k", known, func(context.Context) (string, error) {
			made++
			return "made", nil
		})
		if made != want || err != nil || (got == "made") != (want == 1) {
			t.Errorf("%d were made, got %q, %v", made, got, err)
		}
	}
}

func TestALoadGoesOnForThoseWhoStay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l Loads[string, string]
		finish := make(chan struct{})
		work := func(ctx context.Context) (string, error) {
			select {
			case <-finish:
				return "finished", nil
			case <-ctx.Done():
				return "", ctx.Err()
			}
		}
		first, leave := context.WithTimeout(context.Background(), time.Minute)
		defer leave()
		left, stayed := make(chan error, 1), make(chan error, 1)
		go func() {
			_, err := l.Do(first, "k", work)
			left <- err
		}()
		synctest.Wait()
		go func() {
			got, err := l.Do(context.Background(), "k", work)
			if got != "finished" {
				t.Errorf("the caller who stayed got %q", got)
			}
			stayed <- err
		}()
		synctest.Wait()
		time.Sleep(2 * time.Minute) // past the deadline of the caller who started the load
		if err := <-left; !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the caller who left got %v, want its own deadline", err)
		}
		close(finish)
		if err := <-stayed; err != nil {
			t.Errorf("the caller who stayed got %v", err)
		}
	})
}

func TestTheLastToLeaveEndsTheLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l Loads[string, int]
		var ended atomic.Int64
		work := func(ctx context.Context) (int, error) {
			<-ctx.Done()
			ended.Add(1)
			return 0, ctx.Err()
		}
		ctx, leave := context.WithCancel(context.Background())
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				if _, err := l.Do(ctx, "k", work); !errors.Is(err, context.Canceled) {
					t.Errorf("a caller who left got %v", err)
				}
			})
		}
		synctest.Wait()
		if ended.Load() != 0 {
			t.Fatal("the load ended while callers waited")
		}
		leave()
		group.Wait()
		synctest.Wait()
		if ended.Load() != 1 || len(l.running) != 0 {
			t.Errorf("%d loads ended and %d are under way, want 1 and none", ended.Load(), len(l.running))
		}
		// Whoever comes now must not be given the load that was called off.
		if got, err := l.Do(context.Background(), "k",
			func(context.Context) (int, error) { return 1, nil }); got != 1 || err != nil {
			t.Errorf("the next caller got %d, %v", got, err)
		}
	})
}

func TestAPanicInALoadIsAnErrorOfItsCallers(t *testing.T) {
	var l Loads[string, int]
	_, err := l.Do(context.Background(), "k", func(context.Context) (int, error) { panic("oh") })
	found := fault.As(err)
	if found.Kind != fault.Internal || found.Downstream() {
		t.Errorf("a panic became %v of kind %s", err, found.Kind)
	}
	if found.Cause == nil || !strings.Contains(found.Cause.Error(), "panic: oh") ||
		!strings.Contains(found.Cause.Error(), "loads_test.go") {
		t.Errorf("the log would not say where it was: %v", found.Cause)
	}
	if got, want := err.Error(), "an internal problem; the server's log has the details"; got != want {
		t.Errorf("users read %q, want %q", got, want)
	}
}

// Callers come and go at random; whoever stays gets the value of their own key, and nothing is left behind.
func TestLoadsUnderRandomComingsAndGoings(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var l Loads[string, string]
	work := func(key string) func(context.Context) (string, error) {
		return func(ctx context.Context) (string, error) {
			select {
			case <-time.After(time.Millisecond):
				return key, nil
			case <-ctx.Done():
				return "", context.Cause(ctx)
			}
		}
	}
	var group sync.WaitGroup
	for caller := range 400 {
		group.Go(func() {
			random := rand.New(rand.NewPCG(1, uint64(caller)))
			key := fmt.Sprint(random.IntN(3))
			ctx, leave := context.WithTimeout(context.Background(), time.Duration(random.IntN(3000))*time.Microsecond)
			defer leave()
			got, err := l.Do(ctx, key, work(key))
			if err == nil && got != key {
				t.Errorf("asked for %q, got %q", key, got)
			}
			if err != nil && ctx.Err() == nil {
				t.Errorf("a caller who stayed got %v", err)
			}
		})
	}
	group.Wait()
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.running) != 0 {
		t.Errorf("%d loads are left", len(l.running))
	}
}
