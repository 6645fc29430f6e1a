package tally

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// compile compiles a C program with the compiler of cgo, and returns its path.
func compile(t *testing.T, source string, flags ...string) (string, error) {
	t.Helper()
	cc, err := exec.Command("go", "env", "CC").Output()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "program")
	arguments := append(strings.Fields(string(cc)), "-std=c11", "-D_GNU_SOURCE", "-O1", "-g", "-Wall", "-Wextra",
		"-Werror")
	arguments = append(append(arguments, flags...), source, "budget.c", "-o", program, "-lm", "-lpthread")
	if output, err := exec.Command(arguments[0], arguments[1:]...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("%v: %s", err, output)
	}
	return program, nil
}

// The tests of tables are in C, as they look at the slots of keys.
func TestTables(t *testing.T) {
	program, err := compile(t, filepath.Join("testdata", "table_test.c"))
	if err != nil {
		t.Fatal(err)
	}
	if output, err := exec.Command(program).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}

// AddressSanitizer and UndefinedBehaviorSanitizer watch the tests of tables, and the tests of this package inside
// DuckDB.
func TestSanitizersFindNothing(t *testing.T) {
	const flags = "-fsanitize=address,undefined"
	if os.Getenv("LEEWAY_SANITIZED") != "" {
		t.Skip("this is the run that they watch")
	}
	program, err := compile(t, filepath.Join("testdata", "table_test.c"), flags, "-fno-sanitize-recover=all")
	if err != nil {
		t.Skipf("SKIPPED the sanitizers: the C compiler has none, so nothing watches the C code: %.300v", err)
	}
	if output, err := exec.Command(program).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
	inside := exec.Command("go", "test", "-count=1", "-tags", "osusergo,netgo,sanitize", ".")
	inside.Env = append(os.Environ(), "LEEWAY_SANITIZED=1", "ASAN_OPTIONS=detect_leaks=0",
		"UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1")
	if output, err := inside.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}

var (
	comments  = regexp.MustCompile(`(?s)//[^\n]*|/\*.*?\*/`)
	functions = regexp.MustCompile(`(?s)\b(?:DUCKDB_C_API\s+)?([a-z]\w*(?:\s*\*)*)\s*\b(duckdb_\w+)\s*\(([^()]*)\)\s*;`)
	callbacks = regexp.MustCompile(`(?s)typedef\s+(\w+(?:\s*\*)*)\s*\(\s*\*\s*(duckdb_\w+)\s*\)\s*\(([^()]*)\)\s*;`)
	constants = regexp.MustCompile(`\b(DUCKDB_TYPE_\w+|DuckDB\w+)\s*=\s*(\d+)`)
	lastName  = regexp.MustCompile(`\s*\b\w+$`)
)

// declarations are the types of a header's functions and callbacks, and its constants, by name.
func declarations(t *testing.T, path string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	header := comments.ReplaceAllString(string(text), "")
	found := map[string]string{}
	for _, kind := range []*regexp.Regexp{functions, callbacks} {
		for _, m := range kind.FindAllStringSubmatch(header, -1) {
			var types []string
			for _, parameter := range strings.Split(m[3], ",") {
				parameter = strings.TrimSpace(parameter)
				if strings.Contains(parameter, " ") {
					parameter = lastName.ReplaceAllString(parameter, "")
				}
				types = append(types, strings.ReplaceAll(strings.Join(strings.Fields(parameter), " "), " *", "*"))
			}
			found[m[2]] = strings.ReplaceAll(m[1], " ", "") + " (" + strings.Join(types, ", ") + ")"
		}
	}
	for _, m := range constants.FindAllStringSubmatch(header, -1) {
		found[m[1]] = m[2]
	}
	return found
}

// capi.h declares what the driver's own header declares.
func TestTheHeaderAgreesWithTheDrivers(t *testing.T) {
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/duckdb/duckdb-go-bindings").Output()
	if err != nil {
		t.Fatal(err)
	}
	theirs, ours := declarations(t, filepath.Join(strings.TrimSpace(string(module)), "include",
		"duckdb.h")), declarations(t, "capi.h")
	if len(ours) < 35 {
		t.Fatalf("capi.h declares %d names", len(ours))
	}
	for name, own := range ours {
		if theirs[name] != own {
			t.Errorf("%s is %q in capi.h, %q in the driver's header", name, own, theirs[name])
		}
	}
}
