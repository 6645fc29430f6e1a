package storetest

import (
	"fmt"
	"testing"

	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

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

// expectedFault returns the fault that a case ends with on this store.
func (r *runner) expectedFault(name string, elsewhere Fault) Fault {
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

// one makes a table of one row.
func (r *runner) one(name string) string { return fmt.Sprintf(r.SQL.Table, name, "1 AS x") }

// reading signs in as an account that may read tables, or as the administrator where there are no accounts.
func (r *runner) reading(t *testing.T, at remote.Server, tables ...string) remote.Server {
	t.Helper()
	a, ok := r.server.(Accounts)
	if !ok {
		return at
	}
	rights := make([]string, len(tables))
	for i, table := range tables {
		rights[i] = "SELECT ON " + table
	}
	return as(t, a, at, rights...)
}
