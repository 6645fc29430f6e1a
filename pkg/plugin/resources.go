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
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/spec"
)

// CallResource serves the routes the editors need. The table is fixed; no part of a path is ever joined to anything.
func (i *Instance) CallResource(ctx context.Context, req *backend.CallResourceRequest, sender backend.CallResourceResponseSender) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /models", i.listModels)
	mux.HandleFunc("GET /measures", listMeasures)
	mux.HandleFunc("GET /values", i.listValues)
	mux.HandleFunc("GET /tables", adminOnly(i.listTables))
	mux.HandleFunc("POST /propose", adminOnly(i.proposeModel))
	mux.HandleFunc("POST /validate", adminOnly(validateModels))
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

// modelInfo is what editors offer of a model: names, no tables and no columns.
type modelInfo struct {
	ID        string        `json:"id"`
	Name      string        `json:"name"`
	Task      model.Task    `json:"task"`
	Features  []featureInfo `json:"features"`
	Segments  []string      `json:"segments"`
	Splits    []string      `json:"splits"` // everything splitBy may name
	Baselines []string      `json:"baselines"`
	Baseline  string        `json:"baseline"` // the default
	Window    string        `json:"window"`   // what a query without a window compares
	Policies  []string      `json:"policies"`
	Targets   []string      `json:"targets"`
}

type featureInfo struct {
	Name string     `json:"name"`
	Kind model.Kind `json:"kind"`
}

func (i *Instance) listModels(w http.ResponseWriter, _ *http.Request) {
	list := []modelInfo{}
	for k := range i.settings.Models {
		m := &i.settings.Models[k]
		info := modelInfo{ID: m.ID, Name: m.Name, Task: m.Task, Features: []featureInfo{}, Segments: []string{},
			Splits: engine.SplitNames(m), Baselines: sortedNames(m.Baselines), Baseline: m.Baseline, Window: m.Window.String(), Policies: policyIDs(m),
			Targets: engine.Targets(m)}
		for _, f := range m.Features {
			info.Features = append(info.Features, featureInfo{f.Name, f.Kind})
		}
		for _, s := range m.Segments {
			info.Segments = append(info.Segments, s.Name)
		}
		list = append(list, info)
	}
	reply(w, list, nil)
}

// warnings are what validate says of a model that is read.
func warnings(m *model.Model) []string {
	list := []string{}
	for _, f := range spec.Faults(m) {
		list = append(list, f.Error())
	}
	return append(list, spec.Warnings(m)...)
}

func policyIDs(m *model.Model) []string {
	ids := []string{}
	for _, p := range m.Policies {
		ids = append(ids, p.ID)
	}
	return ids
}

// measureInfo is what editors offer of a measure.
type measureInfo struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Doc       string   `json:"doc"`
	Targets   []string `json:"targets"`
	Tasks     []string `json:"tasks"`
	Param     string   `json:"param" jsonschema:"enum=,enum=p,enum=class"`
	TwoSample bool     `json:"twoSample"`
	Values    string   `json:"values" jsonschema:"enum=any,enum=numeric,enum=categorical"`
}

func listMeasures(w http.ResponseWriter, _ *http.Request) {
	list := []measureInfo{}
	for _, m := range measure.All() {
		list = append(list, measureInfo{ID: m.ID, Title: m.Title, Doc: m.Doc, Targets: m.Targets, Tasks: append([]string{}, m.Tasks...),
			Param: paramNames[m.Param], TwoSample: m.TwoSample(), Values: kindNames[m.Values]})
	}
	reply(w, list, nil)
}

// How editors call what a measure takes and the columns it is defined for.
var (
	paramNames = map[measure.Param]string{measure.NoParam: "", measure.PParam: "p", measure.ClassParam: "class",
		measure.OptionalClass: "class"}
	kindNames = map[measure.Kind]string{measure.AnyValues: "any", measure.Numbers: "numeric", measure.Categories: "categorical"}
)

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

// validation is the answer about a text of models: what is wrong, by path.
type validation struct {
	Models  []string          `json:"models"` // ids of the good ones
	Watched []watchedModel    `json:"watched"`
	Errors  []validationError `json:"errors"`
}

// watchedModel says which policies a good model has, its own and the defaults, and which defaults of its task are off.
type watchedModel struct {
	Model    string            `json:"model"`
	Policies []string          `json:"policies"`
	Off      []model.Unwatched `json:"off"`
	Warnings []string          `json:"warnings"` // policies that cannot be breached, and what else should be changed
}

type validationError struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// maxDefinition bounds the text of models that is read, in bytes.
const maxDefinition = 1 << 20

// validateModels checks the YAML text of a list of models.
func validateModels(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(io.LimitReader(r.Body, maxDefinition))
	if err != nil {
		reply(w, nil, fault.Newf(fault.BadSettings, "the text could not be read").Because(err))
		return
	}
	models, errs := parseModels(text)
	v := validation{Models: []string{}, Watched: []watchedModel{}, Errors: []validationError{}}
	for _, m := range models {
		v.Models = append(v.Models, m.ID)
		v.Watched = append(v.Watched, watchedModel{Model: m.ID, Policies: policyIDs(&m), Off: m.Unwatched(), Warnings: warnings(&m)})
	}
	for _, e := range errs {
		v.Errors = append(v.Errors, validationError{Path: e.Path, Message: e.Message})
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
