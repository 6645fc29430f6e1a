package plugin

import (
	"context"
	"encoding/json"
	"io"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/resource/httpadapter"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/resource"
	"leeway/pkg/spec"
)

// CallResource serves the routes the editors need. The table is fixed; no part of a path is ever joined to anything.
func (i *Instance) CallResource(ctx context.Context, req *backend.CallResourceRequest,
	sender backend.CallResourceResponseSender) error {
	ctx = backend.WithPluginContext(ctx, req.PluginContext)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /models", i.listModels)
	mux.HandleFunc("GET /models/{id}/resolved", i.resolveModel)
	mux.HandleFunc("GET /models/{id}/policies", adminOnly(i.evaluatePolicies))
	mux.HandleFunc("GET /measures", listMeasures)
	mux.HandleFunc("GET /values", i.listValues)
	mux.HandleFunc("GET /reading", i.listReading)
	mux.HandleFunc("POST /check", i.onDraft(checkDraft))
	mux.HandleFunc("POST /tables", i.onDraft(listTables))
	mux.HandleFunc("POST /propose", i.onDraft(proposeModel))
	mux.HandleFunc("POST /validate", adminOnly(i.validateModels))
	mux.HandleFunc("POST /invalidate", adminOnly(i.invalidate))
	return httpadapter.New(mux).CallResource(ctx, req, sender)
}

// adminOnly refuses everybody else.
func adminOnly(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if user := backend.UserFromContext(r.Context()); user == nil || user.Role != "Admin" {
			reply(w, nil, fault.Newf(fault.Forbidden, "only administrators may do this"))
			return
		}
		next(w, r)
	}
}

func (i *Instance) listModels(w http.ResponseWriter, _ *http.Request) {
	reply(w, resource.Models(i.settings.Models), nil)
}

func listMeasures(w http.ResponseWriter, _ *http.Request) {
	reply(w, resource.Measures(), nil)
}

// resolveModel answers a model with the defaults filled in, and what watches it.
func (i *Instance) resolveModel(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	for k := range i.settings.Models {
		if m := &i.settings.Models[k]; m.ID == id {
			reply(w, i.specification(r.Context()).Model(m), nil)
			return
		}
	}
	if f := i.Broken()[id]; f != nil {
		reply(w, nil, f.WithoutNames())
		return
	}
	reply(w, nil, fault.NoneOf(fault.NotFound, "model", id, modelIDs(i.settings.Models)))
}

// specification names the data source as the generator does, so that both give the same uids.
func (i *Instance) specification(ctx context.Context) spec.Specification {
	//lint:ignore SA1019 Rules are provisioned by the number of an organisation, which its namespace does not tell.
	org := backend.PluginConfigFromContext(ctx).OrgID
	return spec.Of(i.source.Name, i.source.UID, int(org), nil)
}

func modelIDs(models []model.Model) []string {
	ids := []string{}
	for _, m := range models {
		ids = append(ids, m.ID)
	}
	return ids
}

// listValues lists the known values of a model's segment.
func (i *Instance) listValues(w http.ResponseWriter, r *http.Request) {
	e, err := i.Engine(r.Context())
	if err != nil {
		reply(w, nil, fault.As(err).WithoutNames())
		return
	}
	values, err := e.Values(r.Context(), r.URL.Query().Get("model"), r.URL.Query().Get("segment"), i.env.Now())
	if err != nil {
		err = fault.As(err).WithoutNames()
	}
	reply(w, values, err)
}

// listReading lists what is read from the store now. It opens no store.
func (i *Instance) listReading(w http.ResponseWriter, _ *http.Request) {
	i.mu.Lock()
	e := i.opened.engine
	i.mu.Unlock()
	var now []engine.Reading
	if e != nil {
		now = e.Reading()
	}
	reply(w, resource.Readings(now), nil)
}

// maxDefinition bounds the text of models that is read, in bytes.
const maxDefinition = 1 << 20

// validateModels checks the YAML text of a list of models.
func (i *Instance) validateModels(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(io.LimitReader(r.Body, maxDefinition))
	if err != nil {
		reply(w, nil, fault.Newf(fault.BadSettings, "the text could not be read").Because(err))
		return
	}
	models, errs := parseModels(text)
	v := resource.Validation{Models: i.specification(r.Context()).Resolve(models), Errors: []spec.Fault{}}
	for _, e := range errs {
		v.Errors = append(v.Errors, spec.Fault{Path: e.Path, Message: e.Message})
	}
	reply(w, v, nil)
}

// invalidate forgets all summaries.
func (i *Instance) invalidate(w http.ResponseWriter, r *http.Request) {
	e, err := i.Engine(r.Context())
	if err == nil {
		e.Invalidate()
	}
	reply(w, map[string]bool{"invalidated": err == nil}, err)
}

// reply writes a value, or an error in words.
func reply(w http.ResponseWriter, value any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		f := fault.As(err)
		w.WriteHeader(f.Status())
		value = map[string]string{"message": f.Error()}
	}
	_ = json.NewEncoder(w).Encode(value) // the client has gone: nobody to tell
}
