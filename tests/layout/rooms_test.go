package layout

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// rooms are the packages below a package, each of which imports only those before it. CONTRIBUTING lists them in this
// order.
var rooms = map[string][]string{
	"pkg/plan/internal": {"expr", "columns", "values", "rows", "count"},
	"pkg/engine/internal": {"refresh", "shared", "classes", "words", "answers", "catalog", "logtimes", "gather", "resolve",
		"prepare", "evidence", "collect", "assess", "introspect"},
}

// apart are packages that a room knows nothing of although it could: what is assessed is data, whoever collected it.
var apart = map[string][]string{
	"pkg/engine/internal/assess": {"pkg/engine/internal/catalog", "pkg/engine/internal/collect", "pkg/sqlast", "pkg/store"},
}

func TestARoomImportsOnlyThoseBeforeIt(t *testing.T) {
	found := map[string]bool{}
	eachPackage(t, func(path string, p *packages.Package) {
		for _, other := range apart[path] {
			if p.Imports["leeway/"+other] != nil {
				t.Errorf("%s imports %s", path, other)
			}
		}
		for house, list := range rooms {
			room, inside := strings.CutPrefix(path, house+"/")
			if !inside {
				continue
			}
			place := slices.Index(list, room)
			if place < 0 {
				t.Errorf("%s is not in the list of rooms", path)
				continue
			}
			found[path] = true
			for other := range p.Imports {
				later, inside := strings.CutPrefix(other, "leeway/"+house+"/")
				if inside && slices.Index(list, later) > place {
					t.Errorf("%s imports %s, which comes after it", path, later)
				}
			}
		}
	})
	for house, list := range rooms {
		for _, room := range list {
			if path := house + "/" + room; !found[path] {
				t.Errorf("%s is listed and is no package", path)
			}
		}
	}
}
