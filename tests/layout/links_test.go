package layout

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestTheSchemaGeneratorLinksNoStore: it writes types and words, and must build within seconds and without C.
func TestTheSchemaGeneratorLinksNoStore(t *testing.T) {
	imports := map[string][]string{}
	eachPackage(t, func(path string, p *packages.Package) {
		for imported := range p.Imports {
			imports[path] = append(imports[path], strings.TrimPrefix(imported, "leeway/"))
		}
	})
	links := []string{"cmd/leeway-schema"}
	for i := 0; i < len(links); i++ {
		for _, imported := range imports[links[i]] {
			if !slices.Contains(links, imported) {
				links = append(links, imported)
			}
			if strings.HasPrefix(imported, "pkg/store/") {
				t.Errorf("%s imports %s", links[i], imported)
			}
		}
	}
	if !slices.Contains(links, "pkg/store") {
		t.Error("pkg/store is not among what it links, so this test sees nothing")
	}
}
