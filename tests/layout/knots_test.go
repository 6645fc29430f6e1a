package layout

import (
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// largestKnot is how many files of a package may refer to each other in a circle.
const largestKnot = 5

// TestFilesReferToEachOtherInOneDirection finds the largest set of files of a package of which each uses declarations
// or methods of all others, directly or through others: what can only be understood as a whole.
func TestFilesReferToEachOtherInOneDirection(t *testing.T) {
	eachPackage(t, func(path string, p *packages.Package) {
		if knot := largestComponent(uses(p)); len(knot) > largestKnot {
			t.Errorf("%s: %d files refer to each other in a circle, %d may: %s", path, len(knot), largestKnot,
				strings.Join(knot, ", "))
		}
	})
}

// uses lists, for each file of a package, the other files with declarations, methods or fields that it names.
func uses(p *packages.Package) map[string][]string {
	graph := map[string][]string{}
	for _, file := range p.Syntax {
		if name := fileName(p, file.Package); name != "" {
			graph[name] = nil
		}
	}
	for ident, object := range p.TypesInfo.Uses {
		from, to := fileName(p, ident.Pos()), fileName(p, object.Pos())
		if object.Pkg() != p.Types || from == "" || to == "" || from == to || !declared(p, object) ||
			slices.Contains(graph[from], to) {
			continue
		}
		graph[from] = append(graph[from], to)
	}
	return graph
}

// declared reports whether an object is a declaration of the package, a method or a field, and nothing local to a
// function.
func declared(p *packages.Package, object types.Object) bool {
	switch object := object.(type) {
	case *types.Func:
		return true
	case *types.Var:
		return object.IsField() || object.Parent() == p.Types.Scope()
	}
	return object.Parent() == p.Types.Scope()
}

// largestComponent returns the largest strongly connected component of a graph, sorted: Tarjan's algorithm.
func largestComponent(graph map[string][]string) []string {
	var largest, stack []string
	index, low := map[string]int{}, map[string]int{}
	var connect func(string)
	connect = func(v string) {
		index[v] = len(index) + 1
		low[v] = index[v]
		stack = append(stack, v)
		for _, w := range graph[v] {
			if index[w] == 0 {
				connect(w)
				low[v] = min(low[v], low[w])
			} else if slices.Contains(stack, w) {
				low[v] = min(low[v], index[w])
			}
		}
		if low[v] != index[v] {
			return
		}
		at := slices.Index(stack, v)
		component := slices.Sorted(slices.Values(stack[at:]))
		stack = stack[:at]
		if len(component) > len(largest) {
			largest = component
		}
	}
	for v := range graph {
		if index[v] == 0 {
			connect(v)
		}
	}
	return largest
}

func TestLargestComponent(t *testing.T) {
	for name, c := range map[string]struct {
		graph map[string][]string
		want  string
	}{
		"a chain": {map[string][]string{"a": {"b"}, "b": {"c"}, "c": nil}, "1"},
		"a circle behind a chain": {map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"b"}},
			"b c d"},
		"two circles with a bridge": {map[string][]string{"a": {"b"}, "b": {"a", "c"}, "c": {"d"}, "d": {"e"},
			"e": {"c"}}, "c d e"},
		"two circles with a bridge each way": {map[string][]string{"a": {"b"}, "b": {"a", "c"}, "c": {"d"},
			"d": {"c", "a"}}, "a b c d"},
	} {
		got := strings.Join(largestComponent(c.graph), " ")
		if c.want == "1" {
			if strings.Contains(got, " ") {
				t.Errorf("%s has a component of %s", name, got)
			}
		} else if got != c.want {
			t.Errorf("%s: the largest component is %s, want %s", name, got, c.want)
		}
	}
}
