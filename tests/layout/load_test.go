package layout

import (
	"go/token"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

// root is the project's folder, seen from this one.
const root = "../.."

// ours are the packages with Go code of this project.
var ours = []string{"./cmd/...", "./internal/...", "./pkg/...", "./schema/...", "./tests/..."}

// load reads and type-checks all packages of the project once, tests left out.
var load = sync.OnceValues(func() ([]*packages.Package, error) {
	return packages.Load(&packages.Config{
		Dir:        root,
		BuildFlags: []string{"-tags", "osusergo,netgo"},
		Fset:       token.NewFileSet(),
		Mode: packages.NeedName | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedExportFile |
			packages.NeedTypes | packages.NeedTypesSizes | packages.NeedSyntax | packages.NeedTypesInfo,
	}, ours...)
})

// eachPackage calls visit for every package of the project that has files besides tests, by its path in the project.
func eachPackage(t *testing.T, visit func(path string, p *packages.Package)) {
	t.Helper()
	list, err := load()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("found no packages")
	}
	for _, p := range list {
		for _, err := range p.Errors {
			t.Fatalf("%s: %v", p.PkgPath, err)
		}
		if path, _ := strings.CutPrefix(p.PkgPath, "leeway/"); len(p.Syntax) > 0 {
			visit(path, p)
		}
	}
}

// fileName is the name of the file that holds a position; "" for a file that a tool generated outside of the project.
func fileName(p *packages.Package, at token.Pos) string {
	file := p.Fset.Position(at).Filename
	folder, err := filepath.Abs(filepath.Join(root, strings.TrimPrefix(p.PkgPath, "leeway/")))
	if err != nil || filepath.Dir(file) != folder {
		return ""
	}
	return filepath.Base(file)
}
