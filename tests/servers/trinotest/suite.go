package trinotest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"leeway/pkg/store/remote"
	"leeway/tests/servers"
)

// Server makes schemas in one coordinator.
type Server struct {
	at     string
	made   map[string]*Schema
	mortal bool
}

// NewServer is the coordinator that all tests share, or skips the test where there is no Trino.
func NewServer(t testing.TB) *Server {
	t.Helper()
	return &Server{at: address(t), made: map[string]*Schema{}}
}

// Make makes a new schema, runs statements in it, and says how an administrator signs in to it, without encryption.
func (s *Server) Make(t testing.TB, statements ...string) remote.Server {
	t.Helper()
	made := create(t, s.at)
	s.made[made.Server.Database] = made
	if !s.mortal {
		t.Cleanup(func() { made.Exec(t, "DROP SCHEMA "+made.Server.Database+" CASCADE") })
	}
	made.Exec(t, statements...)
	return made.Server
}

// Exec runs statements, in order, in a schema.
func (s *Server) Exec(t testing.TB, database string, statements ...string) {
	t.Helper()
	s.made[database].Exec(t, statements...)
}

// Running counts the statements about a table t that the coordinator works on.
func (s *Server) Running(t testing.TB, database string) int {
	t.Helper()
	return s.made[database].Running(t, `"t"`)
}

// Own is a coordinator that the tests started.
type Own struct {
	*Server
	coordinator *coordinator
	rules       *rules
}

// NewOwn is the coordinator that all tests share, where it is not one that TRINO_URL names.
func NewOwn(t testing.TB) *Own {
	t.Helper()
	if os.Getenv("TRINO_URL") != "" {
		t.Skip("SKIPPED: the coordinator is the one that TRINO_URL names")
	}
	s := NewServer(t)
	c, _ := started() // NewServer has skipped the test if it does not run
	return &Own{s, c, &rules{}}
}

// NewMortal is a coordinator that ends with the test.
func NewMortal(t testing.TB) *Own {
	t.Helper()
	c, err := start()
	if err != nil {
		t.Skipf("SKIPPED: %v; one that TRINO_URL names is not to be killed", err)
	}
	t.Cleanup(func() { _ = c.ends.Close() })
	return &Own{&Server{c.at, map[string]*Schema{}, true}, c, &rules{}}
}

// Kill ends the coordinator at once, as a crash would.
func (o *Own) Kill(t testing.TB) {
	t.Helper()
	if err := syscall.Kill(o.coordinator.java, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}

// Behind makes the same schemas known under the address of an encrypted front.
func (o *Own) Behind(t testing.TB, cert, key, clients string, demanded bool) *Front {
	t.Helper()
	return &Front{o, servers.Secure(t, strings.TrimPrefix(o.at, "http://"), cert, key, clients, demanded)}
}

// Front is a coordinator behind an encrypted one.
type Front struct {
	*Own
	address string
}

// Make is Server.Make with the front's address.
func (f *Front) Make(t testing.TB, statements ...string) remote.Server {
	t.Helper()
	at := f.Own.Make(t, statements...)
	at.URL = f.address
	return at
}

// rulesFile holds the rights of accounts, which the coordinator reads anew when it changes.
const rulesFile = "rules.json"

// rules are those of Trino's access control by file; the first that fits counts.
type rules struct {
	Tables     []rule           `json:"tables"`
	Schemas    []map[string]any `json:"schemas"`    // who owns a schema sees all of its tables
	Procedures []rule           `json:"procedures"` // such as kill_query
}

type rule struct {
	User       string   `json:"user,omitempty"`
	Schema     string   `json:"schema,omitempty"`
	Table      string   `json:"table,omitempty"`
	Privileges []string `json:"privileges"`
}

// Account makes an account with rights in a schema, each as GRANT writes it. There are no passwords without encryption.
func (o *Own) Account(t testing.TB, database string, rights ...string) (user, password string) {
	t.Helper()
	user = fmt.Sprintf("account_%d", time.Now().UnixNano())
	_, schema, _ := strings.Cut(database, ".")
	granted := map[string][]string{}
	for _, right := range rights {
		privilege, table, _ := strings.Cut(right, " ON ")
		granted[table] = append(granted[table], privilege)
	}
	for table, privileges := range granted {
		o.rules.Tables = append(o.rules.Tables, rule{user, schema,
			strings.ReplaceAll(strings.Trim(table, `"`), ".", `\.`), privileges})
	}
	all := append(o.rules.Tables, rule{User: "account_.*", Privileges: []string{}},
		rule{Privileges: []string{"SELECT", "INSERT", "DELETE", "UPDATE", "OWNERSHIP", "GRANT_SELECT"}})
	text, err := json.Marshal(rules{all, []map[string]any{{"user": "account_.*", "owner": false}, {"owner": true}},
		[]rule{{Privileges: []string{"EXECUTE"}}}})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(o.coordinator.folder, rulesFile)
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond) // until the coordinator has read it
	return user, ""
}
