package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/internal/sandbox"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plugin"
	"leeway/pkg/store"
)

// sourceFlags say which data source of which settings file is meant.
type sourceFlags struct {
	file, name, root, models, modelsRoot string

	unset []string // variables that the settings file names and the environment has not

	change func(jsonData json.RawMessage) (json.RawMessage, error) // of the definitions that were read; nil: none
}

func (f *sourceFlags) register(set *flag.FlagSet) {
	set.StringVar(&f.file, "datasource", "", "provisioning file with the data source")
	set.StringVar(&f.name, "name", "",
		"name of the data source; default: the one a query names, else the first Leeway one")
	set.StringVar(&f.models, "models", "", "file with definitions that replace those in the settings")
	set.StringVar(&f.modelsRoot, "models-root", "",
		"the only directory that modelsFile may name a file of; default: the settings file's")
	set.StringVar(&f.root, "duckdb-root", "", "the only directory DuckDB may read; default: the settings file's")
}

// open reads the settings file and returns the data source named, else the one with the uid, else, without a uid, the
// first.
func (f *sourceFlags) open(uid string, observe func(store.Event)) (*plugin.Instance, error) {
	sources, err := f.read()
	if err != nil {
		return nil, err
	}
	chosen, err := f.choose(sources, uid)
	if err != nil {
		return nil, err
	}
	return f.instance(chosen, observe)
}

// instance opens a data source of the settings file.
func (f *sourceFlags) instance(chosen model.DataSource, observe func(store.Event)) (*plugin.Instance, error) {
	if len(f.unset) > 0 {
		fmt.Fprintf(os.Stderr, "warning: %s names variables that are not set, so that nothing stands in their place: %s; $$ is a dollar sign\n",
			f.file, fault.List(f.unset))
	}
	root, err := f.root, error(nil)
	if root == "" {
		root = filepath.Dir(f.file)
	}
	if root, err = filepath.Abs(root); err != nil {
		return nil, err
	}
	if f.models != "" {
		if chosen.JSONData, err = f.withModels(chosen.JSONData); err != nil {
			return nil, err
		}
	}
	if f.change != nil {
		if chosen.JSONData, err = model.InlineModels(chosen.JSONData, f.readModels()); err != nil {
			return nil, err
		}
		if chosen.JSONData, err = f.change(chosen.JSONData); err != nil {
			return nil, err
		}
	}
	env := plugin.Environment{DuckDBRoot: root, ReadModels: f.readModels(), Observe: observe}
	return plugin.NewInstance(env, backend.DataSourceInstanceSettings{
		Name: chosen.Name, UID: chosen.UID, Type: chosen.Type, URL: chosen.URL, User: chosen.User,
		Database: chosen.Database, JSONData: chosen.JSONData, DecryptedSecureJSONData: chosen.SecureJSONData,
	}), nil
}

// readModels reads what modelsFile names.
func (f *sourceFlags) readModels() model.ReadFile {
	return sandbox.Reader(cmp.Or(f.modelsRoot, filepath.Dir(f.file)))
}

// withModels puts the definitions of the file of --models, a list or a single one, into jsonData.
func (f *sourceFlags) withModels(jsonData json.RawMessage) (json.RawMessage, error) {
	text, err := os.ReadFile(f.models)
	if err != nil {
		return nil, fmt.Errorf("the definitions cannot be read: %w", err)
	}
	definitions, err := model.Definitions(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.models, err)
	}
	settings := map[string]json.RawMessage{}
	if err := json.Unmarshal(jsonData, &settings); err != nil {
		return nil, fmt.Errorf("jsonData: %w", err)
	}
	settings["models"] = definitions
	delete(settings, "modelsFile")
	return json.Marshal(settings)
}

// read returns the Leeway data sources of the settings file.
func (f *sourceFlags) read() ([]model.DataSource, error) {
	if f.file == "" {
		return nil, fmt.Errorf("--datasource FILE is missing: the provisioning file that holds the data source")
	}
	text, err := os.ReadFile(f.file)
	if err != nil {
		return nil, fmt.Errorf("the settings file cannot be read: %w", err)
	}
	f.unset = nil
	all, err := model.ReadProvisioned(text, f.lookupEnv, os.ReadFile)
	if err != nil {
		return nil, err
	}
	var leeway []model.DataSource
	for _, s := range all {
		if s.Type == plugin.ID {
			leeway = append(leeway, s)
		}
	}
	if len(leeway) == 0 {
		return nil, fmt.Errorf("%s holds no data source of type %s", f.file, plugin.ID)
	}
	return leeway, nil
}

// lookupEnv looks a variable up, and remembers it if it is not set.
func (f *sourceFlags) lookupEnv(name string) (string, bool) {
	value, ok := os.LookupEnv(name)
	if !ok && !slices.Contains(f.unset, name) {
		f.unset = append(f.unset, name)
	}
	return value, ok
}

// choose picks the data source that --name names; else the one with the uid, which there has to be; else the first.
func (f *sourceFlags) choose(sources []model.DataSource, uid string) (model.DataSource, error) {
	uids := make([]string, len(sources))
	for i, s := range sources {
		if f.name != "" && s.Name == f.name || f.name == "" && (uid == "" || s.UID == uid) {
			return s, nil
		}
		uids[i] = cmp.Or(s.UID, "(none)")
	}
	if f.name != "" {
		return model.DataSource{}, fmt.Errorf("no data source of type %s is named %q in %s", plugin.ID, f.name, f.file)
	}
	return model.DataSource{},
		fmt.Errorf("datasource.uid: no data source of type %s has the uid %q in %s; there are %s. Correct the query, or choose one with --name",
			plugin.ID, uid, f.file, fault.List(uids))
}
