package plugin

import (
	"context"
	"encoding/json"
	"io"
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
func (i *Instance) listTables(w http.ResponseWriter, r *http.Request) {
	opened, err := i.open(r.Context())
	if err != nil {
		reply(w, nil, err)
		return
	}
	tables, err := opened.store.Tables(r.Context())
	reply(w, append([]string{}, tables...), err)
}

// proposeModel proposes a definition. The body names the table of the log and the table of the labels; both may be
// left out.
func (i *Instance) proposeModel(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Table    string `json:"table"`
		Outcomes string `json:"outcomes"`
	}
	if err := json.NewDecoder(io.LimitReader(r.Body, maxDefinition)).Decode(&asked); err != nil {
		reply(w, nil, fault.Newf(fault.BadQuery, "the request is not JSON that can be read").Because(err))
		return
	}
	p, err := i.Propose(r.Context(), propose.Options{Table: asked.Table, Outcomes: asked.Outcomes})
	if err != nil {
		reply(w, nil, err)
		return
	}
	text, err := p.YAML()
	reply(w, resource.Proposal{YAML: text, Table: p.Table, Sample: p.Sample, Notes: p.Notes,
		Left: append([]propose.Left{}, p.Left...)}, err)
}
