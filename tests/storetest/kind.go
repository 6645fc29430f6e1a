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

// Certificate is what a server shows, and whom it lets in. The texts are PEM.
type Certificate struct {
	Cert, Key string
	Clients   string // the authority of clients' certificates
	Demanded  bool   // the administrator needs one
}
