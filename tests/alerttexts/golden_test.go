package alerttexts

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// expectGolden compares a text with a file, or with the part of it between two lines of Markdown comments. LEEWAY_UPDATE=1 writes it anew.
func expectGolden(t *testing.T, file, part, got string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	before, want, after := "", string(raw), ""
	if part != "" {
		begin, end := "<!-- "+part+" -->\n", "<!-- end of "+part+" -->\n"
		var found, closed bool
		before, want, found = strings.Cut(string(raw), begin)
		want, after, closed = strings.Cut(want, end)
		if !found || !closed {
			t.Fatalf("%s has no lines %q and %q", file, begin, end)
		}
		before, after = before+begin, end+after
	}
	if os.Getenv("LEEWAY_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(before+got+after), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s differs; LEEWAY_UPDATE=1 writes it anew\n%s", file, diff)
	}
}
