package layout

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// The limits of a file, in lines, and of a function: lines, parameters, and cyclomatic complexity. Tests, which hold
// tables, are left out.
const (
	fileLines      = 300
	functionLines  = 60
	parameters     = 6
	mostComplexity = 15
)

// exceptions are the functions that were over a limit when it came, with the number each may have. The list only
// shrinks.
var exceptions = map[string]int{
	"pkg/dialect nodeOf paths":                                  17,
	"pkg/dialect typeOf paths":                                  22,
	"pkg/engine/internal/resolve Ask.setPairs paths":            17,
	"pkg/engine/internal/prepare Preparer.countReference paths": 17,
	"pkg/engine/internal/resolve Ask.setTarget paths":           22,
	"pkg/measure heterogeneous paths":                           16,
	"pkg/model Baseline.check paths":                            19,
	"pkg/model Model.validateTask paths":                        20,
	"pkg/propose draft.kindOf paths":                            27,
	"pkg/propose draft.findPositive paths":                      24,
	"pkg/store/clickhouse parseURL paths":                       18,
	"pkg/store/duckdb fileColumn.fits paths":                    16,
	"pkg/store/remote Query parameters":                         7,
	"pkg/summary extent.choose paths":                           20,
	"schema reader.leaf paths":                                  17,
	"tests/conformance changed paths":                           16,
}

// eachFile calls visit for every Go file of the project that is neither a test nor generated.
func eachFile(t *testing.T, visit func(path string, file *ast.File, positions *token.FileSet)) {
	t.Helper()
	for _, folder := range ours {
		folder = filepath.Join(root, strings.TrimSuffix(folder, "/..."))
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			positions := token.NewFileSet()
			file, err := parser.ParseFile(positions, path, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			if !ast.IsGenerated(file) {
				visit(filepath.ToSlash(strings.TrimPrefix(path, root+"/")), file, positions)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestFilesAndFunctionsAreShort(t *testing.T) {
	left := map[string]bool{}
	for name := range exceptions {
		left[name] = true
	}
	hold := func(where, what string, got, limit int) {
		key := where + " " + what
		most, listed := exceptions[key]
		if delete(left, key); listed {
			limit = max(limit, most)
		}
		if listed && got < most {
			t.Logf("%s: %d %s; lower the exception from %d, or drop it", where, got, what, most)
		}
		if got > limit {
			t.Errorf("%s: %d %s, at most %d are allowed", where, got, what, limit)
		}
	}
	eachFile(t, func(path string, file *ast.File, positions *token.FileSet) {
		hold(path, "lines", positions.File(file.Pos()).LineCount(), fileLines)
		for _, declaration := range file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			where := filepath.ToSlash(filepath.Dir(path)) + " " + functionName(f)
			hold(where, "lines", positions.Position(f.End()).Line-positions.Position(f.Pos()).Line+1, functionLines)
			hold(where, "parameters", f.Type.Params.NumFields(), parameters)
			hold(where, "paths", complexity(f.Body), mostComplexity)
		}
	})
	for name := range left {
		t.Errorf("%q is listed and is nothing", name)
	}
}

// functionName is a function's name, that of a method behind its type's.
func functionName(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	of := f.Recv.List[0].Type
	if pointer, ok := of.(*ast.StarExpr); ok {
		of = pointer.X
	}
	if generic, ok := of.(*ast.IndexExpr); ok {
		of = generic.X
	}
	return fmt.Sprint(of) + "." + f.Name.Name
}

// complexity is McCabe's cyclomatic complexity: one more than the branches of a function, where && and || branch, too.
func complexity(body ast.Node) int {
	paths := 1
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			paths++
		case *ast.CaseClause:
			if n.List != nil {
				paths++
			}
		case *ast.CommClause:
			if n.Comm != nil {
				paths++
			}
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				paths++
			}
		}
		return true
	})
	return paths
}

func TestComplexityCountsBranches(t *testing.T) {
	for source, want := range map[string]int{
		"":                                       1,
		"if a && b || c {}":                      4,
		"for range x { if a { } }":               3,
		"switch { case a: case b, c: default: }": 3,
		"select { case <-a: default: }":          2,
		"f := func() { if a {} }; f()":           2,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc f() {"+source+"}", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := complexity(file.Decls[0].(*ast.FuncDecl).Body); got != want {
			t.Errorf("%q has complexity %d, want %d", source, got, want)
		}
	}
}
