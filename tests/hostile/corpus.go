// Package hostile holds names and values that break careless handling of SQL, and the tests that send them through
// every store. A corpus that is the same everywhere is what makes "safe" mean the same everywhere.
package hostile

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed corpus.txt
var corpus string

// Strings are the corpus: every line of corpus.txt that is no comment, as a Go string literal, and every payload
// behind every way to end a literal. All are valid UTF-8 without NUL; Malformed has the rest.
func Strings() ([]string, error) {
	var found []string
	seen := map[string]bool{}
	add := func(s string) {
		if !seen[s] {
			seen[s] = true
			found = append(found, s)
		}
	}
	for n, line := range strings.Split(corpus, "\n") {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		s, err := strconv.Unquote(line)
		if err != nil {
			return nil, fmt.Errorf("corpus.txt:%d: %w", n+1, err)
		}
		add(s)
	}
	for _, end := range closers {
		for _, payload := range payloads {
			add("x" + end + payload)
		}
	}
	return found, nil
}

// closers end what a value or name stands in, in one store or another.
var closers = []string{"'", `"`, "`", "]", `\'`, `\"`, "\\`", "''", `""`, "')", `")`, "'))", "'}", "$$", "*/", "\n",
	"\u2019", "\u02bc"}

// payloads are what an attacker would put behind.
var payloads = []string{
	"; DROP TABLE canary; --", " OR 1=1 --", " UNION ALL SELECT 42 --", "; DELETE FROM canary; --", " OR 'a'='a", " AND 1=0 --",
	"; INSERT INTO canary VALUES (666); --", "; COPY (SELECT 1) TO '/tmp/leeway-hostile.csv'; --", "/**/UNION/**/SELECT/**/1", "; ATTACH ':memory:' AS m; --",
	" || (SELECT version()) || ", ", 42 AS x --",
}

// Malformed are strings that no store can take as a name, and that no value may be cut or changed for.
var Malformed = []string{"\x00", "a\x00b", "x\x00'; DROP TABLE canary; --", "\xff", "\xbf\x27 OR 1=1 --", "\xc0\xa7",
	"\xed\xa0\x80", "a\xf0\x9f"}
