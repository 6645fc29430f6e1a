package storetest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// writes: nothing can be written, whoever asks, and by whatever statement: not by the administrator, not by a function
// inside a view.
func (r *runner) writes(t *testing.T) {
	at := r.server.Make(t, append([]string{r.one("t")}, r.SQL.WritingView...)...)
	s := r.open(t, at, store.Limits{})
	refused := func(t *testing.T, statement string) error {
		t.Helper()
		err := r.Ask(context.Background(), s, statement, Nothing)
		if err == nil {
			t.Error("it ran")
		}
		return err
	}
	for _, statement := range r.SQL.Writes {
		t.Run(statement, func(t *testing.T) {
			if err := refused(t, statement); err != nil && r.IsReadOnly != nil && !r.IsReadOnly(err) {
				t.Errorf("it is not refused as a write: %v (cause %v)", err, fault.As(err).Cause)
			}
		})
	}
	for _, statements := range r.SQL.Pairs {
		t.Run(statements, func(t *testing.T) { _ = refused(t, statements) })
	}
	if r.SQL.WritingView != nil {
		t.Run("a view that writes",
			func(t *testing.T) { WantFault(t, ask(s, x("v")), fault.Forbidden, "Leeway only reads") })
	}
	if rows := Cells(t, s, x("t")); len(rows) != 1 || rows[0][0] != int64(1) {
		t.Errorf("the table holds %v", rows)
	}
}

// check: every step is taken in order, and who could write, were sessions not read-only, is warned.
func (r *runner) check(t *testing.T) {
	t.Run("no tables", func(t *testing.T) {
		r.possible(t, "no tables")
		empty := r.server.Make(t)
		steps := r.open(t, empty, store.Limits{}).Check(context.Background())
		if last := steps[len(steps)-1]; last.Name != "tables" || last.Err == nil || last.Err.Kind != fault.Forbidden {
			t.Errorf("ends with %+v", last)
		}
	})
	at := r.server.Make(t, r.one("t"))
	r.checkAs(t, "administrator", at, r.Warns.Administrator, "")
	a, ok := r.server.(Accounts)
	if !ok {
		return
	}
	const reads = "the account cannot write"
	r.checkAs(t, "writer", as(t, a, at, "SELECT ON t", "INSERT ON t"), r.Warns.Writer, "")
	r.checkAs(t, "reader", as(t, a, at, "SELECT ON t"), reads, "")
	r.checkAs(t, "nobody's friend", as(t, a, at), reads, fault.Forbidden)
}

// checkAs runs the health check as an account; fails is how it ends, if it does not pass.
func (r *runner) checkAs(t *testing.T, name string, at remote.Server, writes string, fails fault.Kind) {
	t.Run(name, func(t *testing.T) {
		steps := map[string]store.Step{}
		var order []string
		for _, step := range r.open(t, at, store.Limits{}).Check(context.Background()) {
			steps[step.Name], order = step, append(order, step.Name)
		}
		last := steps[order[len(order)-1]]
		switch {
		case fails == "" && (last.Err != nil || !slices.Equal(order, r.Checks)):
			t.Errorf("steps %q, the last one %+v", order, last)
		case fails != "" && (last.Err == nil || last.Err.Kind != fails):
			t.Errorf("ends with %+v", last)
		}
		if step, taken := steps["read-only"]; taken &&
			(!strings.Contains(step.Message, writes) || step.Warning == strings.Contains(writes, "cannot write")) {
			t.Errorf("%+v, want %q", step, writes)
		}
		if step, taken := steps["encryption"]; taken &&
			(!step.Warning || !strings.Contains(step.Message, "not encrypted")) {
			t.Errorf("%+v", step)
		}
	})
}
