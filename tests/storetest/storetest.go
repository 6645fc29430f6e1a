// Package storetest is one suite for every store behind a server: how it connects, what it says when something fails,
// how statements end, that nothing can be written. A store's own folder runs it with a table of what is the store's
// own.
package storetest

import (
	"context"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// Server is a running server, with an administrator who may do everything.
type Server interface {
	// Make makes a database, runs statements in it, and says how the administrator signs in to it, without encryption.
	Make(t testing.TB, statements ...string) remote.Server

	// Exec runs statements in a database, in order, as the administrator.
	Exec(t testing.TB, database string, statements ...string)

	// Running counts the statements about the table t of a database that the server works on.
	Running(t testing.TB, database string) int
}

// Mortal is a server that a case may kill.
type Mortal interface {
	Server

	// Kill ends the server at once, as a crash would.
	Kill(t testing.TB)
}

// Accounts is a server that has them.
type Accounts interface {
	Server

	// Account makes an account with rights in a database, each as GRANT writes it. Its password is not empty.
	Account(t testing.TB, database string, rights ...string) (user, password string)
}

// Kind is what the suite has to know of one kind of store.
type Kind struct {
	Open func(remote.Server, store.Limits) (store.Store, error)

	// Ask runs a statement of any text in a session like that of every other.
	Ask func(ctx context.Context, s store.Store, statement string, each func(store.Row) error) error

	// the server of all cases that do not need one of their own; it skips where there is none
	Start  func(testing.TB) Server
	Mortal func(testing.TB) Mortal
	Secure func(testing.TB, Certificate) Server

	Nowhere string   // a database that is not there; empty: nothing
	Port    string   // the one that is meant where an address names none, without encryption
	Checks  []string // the steps of a health check
	SQL     SQL

	Connections func(store.Store) int // open ones

	// ServerLimit is the server's own time limit in the session that it is asked in, and Limits are its bounds in
	// seconds by how long the caller waits, where limits.queryTimeout is 20 s.
	ServerLimit func(context.Context, store.Store) (time.Duration, error)
	Limits      map[time.Duration][2]float64

	Warns Warnings

	IsReadOnly func(error) bool // of what the server says to a statement that would write; nil: any error says it

	Encrypted func(store.Store) (bool, error) // nil: the server of Secure takes no other connections

	// Instead is what cases end with here, by name, where it is not what they end with elsewhere.
	Instead map[string]Fault

	// Without are the cases that this store cannot have, by name, each with the reason.
	Without map[string]string
}

// SQL are texts in the store's language.
type SQL struct {
	Table string // makes the table %s of the columns %s, which a SELECT without FROM lists
	Slow  string // a SELECT of x and y that takes minutes
	Long  string // a SELECT of x, and y of a thousand characters, with tens of thousands of rows at least
	Nap   string // a SELECT of x and y that takes a moment

	OneConnection string // lets the account %s have one connection at a time

	// SELECTs of one text, the statement that ends what runs about the table t, as an administrator would
	Cancel, HangUp string

	Fails []Failing
	// each would change something, were it run; the table t is there, and the view v where WritingView is
	Writes []string
	Pairs  []string // several statements at once

	WritingView []string // make a view v whose reading changes the table t
}

// Warnings are what the health check says by what accounts could write.
type Warnings struct{ Administrator, Writer string }

// Failing is a view that cannot be read.
type Failing struct {
	Name  string
	Makes []string // the view %s, and what stands behind it; the table t is there
	Fault
}

// Fault is how a case ends.
type Fault struct {
	Kind fault.Kind
	Says string
}

// Run runs the whole suite.
func Run(t *testing.T, k Kind) {
	r := &runner{k, k.Start(t)}
	for _, c := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"settings", r.settings}, {"connection", r.connection}, {"dialer", r.dialer}, {"silent server", r.silentServer},
		{"TLS", r.tls},
		{"ends", r.ends}, {"caller's deadline", r.callersDeadline}, {"server's own limit", r.ownLimit},
		{"a server that dies", r.dies},
		{"pool", r.pool}, {"too many connections", r.tooMany}, {"caps", r.caps},
		{"tables", r.tables}, {"missing", r.missing}, {"no right on a table", r.forbidden},
		{"no right on a column", r.forbiddenColumn}, {"failing views", r.failing}, {"changed type", r.changed},
		{"writes", r.writes}, {"health check", r.check},
	} {
		t.Run(c.name, func(t *testing.T) {
			r.possible(t, c.name)
			c.run(t)
		})
	}
}

// runner is a suite that runs.
type runner struct {
	Kind
	server Server
}

// possible skips a case that the store cannot have.
func (r *runner) possible(t *testing.T, name string) {
	t.Helper()
	if why := r.Without[name]; why != "" {
		t.Skip("SKIPPED: " + why)
	}
}

// instead is what a case ends with.
func (r *runner) instead(name string, elsewhere Fault) Fault {
	if here, ok := r.Instead[name]; ok {
		return here
	}
	return elsewhere
}

func (r *runner) open(t *testing.T, at remote.Server, limits store.Limits) store.Store {
	t.Helper()
	s, err := r.Open(at, limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// accounts is the server where it has accounts; else the case is skipped.
func (r *runner) accounts(t *testing.T) Accounts {
	t.Helper()
	a, ok := r.server.(Accounts)
	if !ok {
		t.Skip("SKIPPED: this server has no accounts")
	}
	return a
}

// as signs in as an account with rights.
func as(t *testing.T, a Accounts, at remote.Server, rights ...string) remote.Server {
	t.Helper()
	at.User, at.Password = a.Account(t, at.Database, rights...)
	return at
}

// quoted is a name as the store writes it.
func quoted(t *testing.T, s store.Store, name string) string {
	t.Helper()
	text, err := s.Dialect().Names.Apply(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
