package model_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

const twoModels = `
- { id: a, task: binary, log: { table: t, time: { column: at }, prediction: late }, features: [{ name: x, kind: numeric }] }
- { id: b, task: binary, log: { table: t, time: { column: at }, prediction: late }, features: [{ name: x, kind: numeric }] }
`

func TestModelsOfAFileAreThoseOfTheSettings(t *testing.T) {
	for form, text := range map[string]string{
		"a list":                 twoModels,
		"a document with models": "models:" + strings.ReplaceAll(twoModels, "\n", "\n  "),
	} {
		read := func(name string) ([]byte, error) {
			if name != "team/models.yaml" {
				return nil, errors.New("another file")
			}
			return []byte(text), nil
		}
		got, errs := model.ReadSettings(json.RawMessage(`{"store": {"kind": "duckdb"}, "modelsFile": "team/models.yaml"}`), read)
		if len(errs) > 0 {
			t.Fatalf("%s: %v", form, errs)
		}
		inline, err := model.FromYAML([]byte(twoModels))
		if err != nil {
			t.Fatal(err)
		}
		want, _ := model.ParseSettings(json.RawMessage(`{"store": {"kind": "duckdb"}, "models": ` + string(inline) +
			`}`))
		if diff := cmp.Diff(revisions(want), revisions(got)); diff != "" || len(got.Models) != 2 {
			t.Errorf("%s: %s", form, diff)
		}
	}
}

func revisions(s model.Settings) []string {
	var list []string
	for _, m := range s.Models {
		list = append(list, m.ID+" "+m.Revision())
	}
	return list
}

func TestAFileOfModelsThatCannotBeReadIsNamed(t *testing.T) {
	read := func(text string, err error) model.ReadFile {
		return func(string) ([]byte, error) { return []byte(text), err }
	}
	for settings, c := range map[string]struct {
		read model.ReadFile
		want string
	}{
		`"modelsFile": "m.yaml"`: {nil, "modelsFile: no file may be read: the operator sets models_root"},
		`"modelsFile": "m.yaml", "models": []`: {read(twoModels, nil),
			"modelsFile: the models are in a file or in models, not in both"},
		`"modelsFile": 1`: {read(twoModels, nil),
			"modelsFile: is the path of a file below models_root; found 1"},
		`"modelsFile": "../m.yaml"`: {read("", errors.New(`"../m.yaml" leads out of models_root`)),
			`modelsFile: "../m.yaml" leads out of models_root`},
		`"modelsFile": "n.yaml"`: {read("a: [", nil), "modelsFile.n.yaml: the text is not valid YAML"},
		`"modelsFile": "e.yaml"`: {read("# cut off\n", nil),
			"modelsFile.e.yaml: the text is empty; write a list of definitions, [] for none"},
	} {
		s, errs := model.ReadSettings(json.RawMessage(`{"store": {"kind": "duckdb"}, `+settings+`}`), c.read)
		if len(errs) != 1 || !strings.HasPrefix(errs[0].Error(), c.want) || len(s.Models) > 0 ||
			s.Store.Kind != model.DuckDB {
			t.Errorf("%s: %v, %+v; want %q", settings, errs, s, c.want)
		}
	}
}

func TestABrokenModelOfAFileLeavesTheOthers(t *testing.T) {
	text := strings.Replace(twoModels, "id: b, task: binary", "id: b, task: binry", 1)
	s, errs := model.ReadSettings(json.RawMessage(`{"store": {"kind": "duckdb"}, "modelsFile": "m.yaml"}`),
		func(string) ([]byte, error) { return []byte(text), nil })
	if len(errs) != 1 || errs[0].Kind != fault.BadModel || !strings.Contains(errs[0].Error(), "models[1].task") ||
		len(s.Models) != 1 {
		t.Errorf("%v, %d models", errs, len(s.Models))
	}
}
