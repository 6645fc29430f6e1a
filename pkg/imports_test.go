package main_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "leeway/"

// layers lists the backend's packages from the lowest up, each with the packages of this module it may import; nil
// stands for all lower ones. A package's sub-packages follow its rule.
var layers = []struct {
	name string
	may  []string
}{
	{"stats", []string{}},
	{"summary", []string{}},
	{"measure", []string{"summary", "stats"}},
	{"fault", []string{}},
	{"model", []string{"summary", "fault", "schema"}},
	{"query", []string{"model", "measure", "fault", "schema"}},
	{"window", []string{"model", "query", "fault"}},
	{"sqlast", []string{}},
	{"dialect", []string{"sqlast", "fault"}},
	{"plan", []string{"model", "query", "window", "sqlast", "summary", "fault"}},
	{"store", []string{"sqlast", "dialect", "fault"}},
	{"judge", []string{"stats"}},
	{"triage", []string{"model", "measure", "judge", "summary"}},
	{"engine", nil},
	{"policies", []string{"engine", "model", "query"}},
	{"output", []string{"policies", "fault"}},
	{"replay", []string{"engine", "model", "query", "window", "fault"}},
	{"frame", []string{"engine", "policies", "replay", "measure", "judge", "model", "query", "window", "fault"}},
	{"backtest", []string{"engine", "policies", "output", "replay", "model", "query", "window", "fault"}},
	{"spec", nil},
	{"check", nil},
	{"propose", nil},
	{"resource", nil},
	{"plugin", nil},
}

// forbidden are the packages that touch files or the environment. Grafana's plugin validator rejects their use below
// pkg/, but in pkg/main.go.
var forbidden = []string{"os", "os/exec", "os/signal", "io/fs", "io/ioutil", "syscall", "plugin"}

// handlers is the part of Grafana's SDK that only pkg/plugin and pkg/main.go may import.
const handlers = "github.com/grafana/grafana-plugin-sdk-go/backend"

// eachImport calls visit for every import of the backend's code, tests left out. Layer is "" for files of pkg itself.
func eachImport(t *testing.T, visit func(file, layer, path string)) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		files++
		layer, _, inFolder := strings.Cut(filepath.ToSlash(file), "/")
		if !inFolder {
			layer = ""
		}
		for _, spec := range parsed.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			visit(file, layer, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 {
		t.Fatal("found no Go files")
	}
}

func TestAPackageImportsOnlyWhatItsLayerMay(t *testing.T) {
	var lower []string
	allowed := make(map[string][]string)
	for _, l := range layers {
		allowed[l.name] = l.may
		if l.may == nil {
			allowed[l.name] = slices.Clone(lower)
		}
		lower = append(lower, l.name)
	}
	eachImport(t, func(file, layer, path string) {
		rest, ours := strings.CutPrefix(path, module)
		if !ours || layer == "" {
			return
		}
		rest, inPkg := strings.CutPrefix(rest, "pkg/")
		target, _, _ := strings.Cut(rest, "/")
		may, known := allowed[layer]
		switch {
		case !known:
			t.Errorf("%s: package %s is in no layer; add it to the table in this test", file, layer)
		case target == layer && inPkg, slices.Contains(may, target):
		default:
			t.Errorf("%s: %s imports %s; it may import %s", file, layer, target, strings.Join(may, ", "))
		}
	})
}

func TestTheBackendTouchesNoFileAndNoEnvironmentVariable(t *testing.T) {
	eachImport(t, func(file, layer, path string) {
		if layer != "" && slices.Contains(forbidden, path) {
			t.Errorf("%s imports %s; only pkg/main.go, cmd/ and tests may", file, path)
		}
	})
}

func TestOnlyThePluginImportsTheSDKsHandlers(t *testing.T) {
	eachImport(t, func(file, layer, path string) {
		if layer != "" && layer != "plugin" && (path == handlers || strings.HasPrefix(path, handlers+"/")) {
			t.Errorf("%s imports %s; only pkg/plugin may", file, path)
		}
	})
}
