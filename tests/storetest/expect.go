package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/servers"
)

// secrets are what no message may show: where a server is, how to sign in, what it was asked.
var secrets = []string{"127.0.0.1", "localhost", servers.Password, "hunter2", "SELECT ", "DB::Exception",
	"nowhere.invalid"}

// WantFault checks an error's kind and words, and that it tells nothing of where the server is and how to sign in.
func WantFault(t testing.TB, err error, kind fault.Kind, says ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %q", kind)
	}
	f := fault.As(err)
	if f.Kind != kind {
		t.Errorf("kind %q, want %q: %v (cause %v)", f.Kind, kind, f, f.Cause)
	}
	for _, part := range says {
		if !strings.Contains(f.Error(), part) {
			t.Errorf("%q does not say %q (cause %v)", f, part, f.Cause)
		}
	}
	for _, secret := range secrets {
		if strings.Contains(strings.ReplaceAll(f.Error(), "GRANT it SELECT", ""), secret) {
			t.Errorf("%q shows %s", f, secret)
		}
	}
	if !f.Downstream() {
		t.Errorf("%v is no fault of the store", f)
	}
}

// want is WantFault of a Fault.
func want(t testing.TB, err error, f Fault) {
	t.Helper()
	WantFault(t, err, f.Kind, f.Says)
}

// within fails when work takes longer than a minute. What is not ended takes several, and a busy machine may take many
// seconds.
func within(t *testing.T, work func()) {
	t.Helper()
	const most = time.Minute
	start := time.Now()
	work()
	if took := time.Since(start); took > most {
		t.Errorf("it took %s, more than %s", took, most)
	}
}

// starts is how long a statement may take to begin.
const starts = 30 * time.Second

// gone is how long the server may go on with a statement that nobody waits for any more.
const gone = 2 * time.Second

// await waits until the server works on n statements about table t: as long as most, and as much longer as this machine
// is busy, by ten times what it takes to ask. It gives up early when the statement has failed.
func await(t *testing.T, server Server, database string, n int, most time.Duration, failed <-chan error) {
	t.Helper()
	start := time.Now()
	for first := true; ; first = false {
		running := server.Running(t, database)
		if first {
			most += 10 * time.Since(start)
		}
		if running == n {
			return
		}
		select {
		case err := <-failed:
			t.Fatalf("the statement failed before its time: %v (cause %v)", err, fault.As(err).Cause)
		case <-time.After(10 * time.Millisecond):
		}
		if time.Since(start) > most {
			t.Fatalf("after %s the server works on %d statements, want %d", most, running, n)
		}
	}
}

// WantValues checks the one row of table t: a bare column of every type comes out as the number or text it is.
func WantValues(t testing.TB, s store.Store, names []string, values []any) {
	t.Helper()
	columns := make([]sqlast.Column, len(names))
	for i, name := range names {
		columns[i].Name = name
	}
	for i, got := range Cells(t, s, From("t", columns...))[0] {
		if fmt.Sprint(got) != fmt.Sprint(values[i]) {
			t.Errorf("%s = %v (%T), want %v", names[i], got, got, values[i])
		}
	}
}
