package plugin

import (
	"context"
	"net/http"

	"leeway/pkg/fault"
	"leeway/pkg/propose"
	"leeway/pkg/resource"
)

// Propose proposes the definition of a model for a table of the store. See propose.Propose.
func (i *Instance) Propose(ctx context.Context, o propose.Options) (*propose.Proposal, error) {
	opened, err := i.open(ctx)
	if err != nil {
		return nil, err
	}
	o.Limits = i.settings.Limits
	return propose.Propose(ctx, opened.store, o)
}

// listTables lists the tables that a definition can name.
func listTables(i *Instance, w http.ResponseWriter, r *http.Request, _ asked) {
	opened, err := i.open(r.Context())
	if err != nil {
		reply(w, nil, inFormWords(fault.As(err)))
		return
	}
	tables, err := opened.store.Tables(r.Context())
	reply(w, append([]string{}, tables...), err)
}

// proposeModel proposes a definition for a table of the log.
func proposeModel(i *Instance, w http.ResponseWriter, r *http.Request, body asked) {
	p, err := i.Propose(r.Context(), propose.Options{Table: body.Table, Outcomes: body.Outcomes})
	if err != nil {
		reply(w, nil, err)
		return
	}
	text, err := p.YAML()
	reply(w, resource.Proposal{YAML: text, Table: p.Table, Sample: p.Sample, Notes: p.Notes,
		Left: append([]propose.Left{}, p.Left...)}, err)
}
