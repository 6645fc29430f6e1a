// Package storetest is one suite for every store behind a server: how it connects, what it says when something fails,
// how statements end, that nothing can be written. A store's own folder runs it with a table of what is the store's
// own.
package storetest

import "testing"

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
