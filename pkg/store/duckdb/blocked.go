package duckdb

import (
	"context"
	"sync"
	"time"

	"leeway/pkg/fault"
)

const (
	// interruptFor is how long a statement that is asked to end may take to do so, before its caller no longer waits.
	interruptFor = 300 * time.Millisecond

	// blockedAfter is how long a statement that was left behind may run until its tables are taken for blocked.
	blockedAfter = 5 * time.Second

	// mostLeft is how many statements may be left behind at one time on the same tables.
	mostLeft = 4
)

// leftBehind holds the statements that did not end when they were asked to: DuckDB waits for a file that does not
// answer, such as one on a network mount that hangs. They hold a thread each until the file answers, so further
// statements on the same tables are refused.
type leftBehind struct {
	mu        sync.Mutex
	bySubject map[string]*abandoned
}

type abandoned struct {
	since   time.Time // of the oldest
	running int
	changed chan struct{}
}

// admit returns nil when a statement on a subject may run. It waits while many have just been left behind. Errors:
// Timeout when one of them has been waiting for long, the cause of ctx's end.
func (l *leftBehind) admit(ctx context.Context, subject string) error {
	for {
		l.mu.Lock()
		a := l.bySubject[subject]
		if a == nil || a.running < mostLeft && time.Since(a.since) < blockedAfter {
			l.mu.Unlock()
			return nil
		}
		waited, changed := time.Since(a.since), a.changed
		l.mu.Unlock()
		if waited >= blockedAfter {
			return fault.Newf(fault.Timeout, "%s has not answered for %s: an earlier query still waits for the file. "+
				"Check its disk or network mount", subject, waited.Round(time.Second))
		}
		if err := await(ctx, changed, blockedAfter-waited); err != nil {
			return err
		}
	}
}

// add notes a statement that was left behind; remove must follow when it ends.
func (l *leftBehind) add(subject string, since time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.bySubject == nil {
		l.bySubject = map[string]*abandoned{}
	}
	a := l.bySubject[subject]
	if a == nil {
		a = &abandoned{since: since, changed: make(chan struct{})}
		l.bySubject[subject] = a
	}
	a.running++
}

func (l *leftBehind) remove(subject string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	a := l.bySubject[subject]
	a.running--
	close(a.changed)
	a.changed = make(chan struct{})
	if a.running == 0 {
		delete(l.bySubject, subject)
	}
}
