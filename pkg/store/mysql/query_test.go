package mysql

import (
	"context"
	"testing"

	"leeway/tests/storetest"
)

// A statement that was prepared but not begun when it is ended does not begin after all.
func TestAKillReachesASessionBetweenItsCommands(t *testing.T) {
	installed(t)
	s := open(t, server.Make(t))
	ctx := context.Background()
	raw, err := s.sessions.Connect(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	own := raw.(*session)
	s.sessions.kill(own)
	if err := own.query(ctx, "SELECT 1", nil, storetest.Nothing); err == nil {
		t.Error("the statement ran")
	}
}

// However early the driver is back when the context ends, whoever is to kill the statement has run by then.
func TestTheServerIsToldBeforeAnEndedStatementIsReported(t *testing.T) {
	for range 2000 {
		ctx, cancel := context.WithCancel(context.Background())
		calls := 0
		ended := watched(ctx, func() { go cancel(); <-ctx.Done() }, func() { calls++ })
		if !ended || calls != 1 {
			t.Fatalf("ended: %v, calls %d times", ended, calls)
		}
	}
	if watched(context.Background(), func() {}, func() { t.Error("nobody asked for it") }) {
		t.Error("it did not end")
	}
}
