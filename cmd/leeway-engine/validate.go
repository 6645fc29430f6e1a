package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"leeway/internal/sandbox"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plugin"
	"leeway/pkg/spec"
)

// runValidate checks the definitions of a file without a store: a settings file, a list of definitions or a single one.
// Status 1: something is wrong; 2: the file cannot be read.
func runValidate(_ context.Context, args []string) error {
	output, root := "text", ""
	set := flag.NewFlagSet("validate", flag.ContinueOnError)
	set.StringVar(&output, "output", "text", "text or json")
	set.StringVar(&root, "models-root", "",
		"the only directory that modelsFile may name a file of; default: the file's")
	if err := set.Parse(args); err != nil {
		return exitError{2, err}
	}
	file := set.Arg(0)
	if err := set.Parse(slices.Concat(set.Args()[min(1, set.NArg()):])); err != nil { // flags may follow the file
		return exitError{2, err}
	}
	switch {
	case file == "" || set.NArg() > 0:
		return exitError{2, errors.New("validate takes one file: a settings file, or definitions of models")}
	case output != "text" && output != "json":
		return exitError{2, fault.NoneOf(fault.BadQuery, "--output", output, []string{"json", "text"})}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return exitError{2, fmt.Errorf("the file cannot be read: %w", err)}
	}
	groups, err := definitionsOf(text)
	if err != nil {
		return exitError{2, fmt.Errorf("%s: %w", file, err)}
	}
	for i := range groups {
		groups[i].Read = sandbox.Reader(cmp.Or(root, filepath.Dir(file)))
	}
	review := spec.Validate(groups)
	if output == "json" {
		err = review.WriteJSON(os.Stdout)
	} else {
		err = review.WriteText(os.Stdout)
	}
	if err == nil && review.Wrong() {
		err = exitError{1, fmt.Errorf("%s is not right", file)}
	}
	return err
}

// definitionsOf returns the settings of each Leeway data source of a provisioning file; of other files, which hold
// definitions alone, one with these.
func definitionsOf(text []byte) ([]spec.Definitions, error) {
	value, err := model.FromYAML(text)
	if err != nil {
		return nil, err
	}
	var file map[string]json.RawMessage
	_ = json.Unmarshal(value, &file) // a list has no fields
	if file["datasources"] == nil {
		if value, err = model.Definitions(text); err != nil {
			return nil, err
		}
		return []spec.Definitions{{JSONData: slices.Concat([]byte(`{"store":{"kind":"duckdb"},"models":`), value,
			[]byte("}"))}}, nil
	}
	all, err := model.ReadProvisioned(text, os.LookupEnv, os.ReadFile)
	if err != nil {
		return nil, err
	}
	var list []spec.Definitions
	for _, s := range all {
		if s.Type == plugin.ID {
			list = append(list, spec.Definitions{Name: s.Name, JSONData: s.JSONData})
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("it holds no data source of type %s", plugin.ID)
	}
	return list, nil
}
