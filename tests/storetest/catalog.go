package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// tables: those of the database that the account may read are listed as a model writes them, and can be named so.
func (r *runner) tables(t *testing.T) {
	at := r.server.Make(t)
	odd := quoted(t, r.open(t, at, store.Limits{}), "odd.name")
	r.server.Exec(t, at.Database, r.one("predictions"), r.one(odd), "CREATE VIEW late AS SELECT x FROM predictions",
		r.one("secret"))
	want := []string{`"odd.name"`, "late", "predictions"}
	s := r.open(t, r.reading(t, at, "predictions", odd, "late"), store.Limits{})
	found, err := s.Tables(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := r.server.(Accounts); ok && slices.Contains(found, "secret") {
		t.Errorf("%q: one of them cannot be read", found)
	}
	for _, ref := range want {
		if !slices.Contains(found, ref) {
			t.Errorf("%s is not among %q", ref, found)
		}
	}
	for _, ref := range want {
		name, err := s.Table(ref)
		if err != nil {
			t.Error(err)
		}
		if columns, err := s.Columns(context.Background(), name); err != nil || len(columns) != 1 ||
			columns[0].Name != "x" {
			t.Errorf("%s: %v, %v", ref, columns, err)
		}
	}
}

// missing: a table or a column that is not there is named, with what there is.
func (r *runner) missing(t *testing.T) {
	s := r.open(t, r.server.Make(t, fmt.Sprintf(r.SQL.Table, "t", "1 AS carrier, 2 AS origin")), store.Limits{})
	WantFault(t, ask(s, x("tt")), fault.NotFound, "there is no table tt; there are t")
	WantFault(t, ask(s, x("nowhere.t")), fault.NotFound, "there is no table nowhere.t; there are t")
	WantFault(t, ask(s, From("t", sqlast.Column{Name: "carier"})), fault.NotFound,
		`there is no column "carier"; there are carrier, `)
	_, err := s.Columns(context.Background(), []string{"tt"})
	WantFault(t, err, fault.NotFound, "there is no table tt; there are t")
	if n, err := CountOf(s, "t"); n != 1 || err != nil {
		t.Errorf("afterwards: %d rows, %v", n, err)
	}
}

// forbidden: a right that is missing on one table is reported, and the others are read.
func (r *runner) forbidden(t *testing.T) {
	a := r.accounts(t)
	s := r.open(t, as(t, a, a.Make(t, r.one("t"), r.one("secret")), "SELECT ON t"), store.Limits{})
	WantFault(t, ask(s, x("secret")), fault.Forbidden, "GRANT it SELECT")
	if n, err := CountOf(s, "t"); n != 1 || err != nil {
		t.Errorf("afterwards: %d rows, %v", n, err)
	}
}

// forbiddenColumn: a right that is missing on one column names it, and the others are read.
func (r *runner) forbiddenColumn(t *testing.T) {
	a := r.accounts(t)
	s := r.open(t, as(t, a, a.Make(t, fmt.Sprintf(r.SQL.Table, "t", "1 AS x, 2 AS secret")), "SELECT (x) ON t"),
		store.Limits{})
	WantFault(t, ask(s, From("t", sqlast.Column{Name: "secret", Type: sqlast.Integer})), fault.Forbidden,
		"the account may not read secret of table t; GRANT it SELECT")
	if err := ask(s, x("t")); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// failing: a view that cannot be read is reported, and the others are read.
func (r *runner) failing(t *testing.T) {
	for _, c := range r.SQL.Fails {
		t.Run(c.Name, func(t *testing.T) {
			at := r.server.Make(t, r.one("t"))
			for _, statement := range c.Makes {
				r.server.Exec(t, at.Database, strings.ReplaceAll(statement, "%s", "v"))
			}
			s := r.open(t, r.reading(t, at, "t", "v"), store.Limits{})
			want(t, ask(s, x("v")), c.Fault)
			if n, err := CountOf(s, "t"); n != 1 || err != nil {
				t.Errorf("afterwards: %d rows, %v", n, err)
			}
		})
	}
}

// changed: a column that was a number when the catalog was read, and is a text now.
func (r *runner) changed(t *testing.T) {
	s := r.open(t, r.server.Make(t, fmt.Sprintf(r.SQL.Table, "t", "'a' AS x")), store.Limits{})
	q := x("t")
	q.Items[0].X = sqlast.Floor{X: sqlast.Column{Name: "x", Type: sqlast.Float}}
	want(t, ask(s, q), r.expectedFault("changed type", Fault{fault.Store, "has another type than when the model was read"}))
}
