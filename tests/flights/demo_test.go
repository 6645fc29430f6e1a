package flights

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/model"
	"leeway/pkg/plugin"
	"leeway/pkg/store/remote"
	"leeway/tests/demo"
	"leeway/tests/servers/clickhousetest"
	"leeway/tests/servers/mysqltest"
	"leeway/tests/servers/postgrestest"
)

// demoStores is the folder of what the compose profiles start a store with.
const demoStores = "../../demo/stores"

// demoStore is a store as docker-compose.yml starts it: its tables are there, and still empty.
type demoStore struct {
	kind    string
	load    string        // the file that fills the tables
	at      string        // the server that the file names
	account string        // and the account
	writer  remote.Server // who fills them here
}

func demoPostgres(t *testing.T) demoStore {
	s := postgrestest.New(t, postgrestest.Options{})
	s.Exec(t, "postgres", "CREATE DATABASE ml", "CREATE ROLE writer SUPERUSER LOGIN PASSWORD 'leeway'")
	s.Exec(t, "ml", statementsOf(t, "postgres.sql")...)
	return demoStore{"postgres", "load/postgres.sql", "postgres:5432", "postgres",
		remote.Server{URL: s.URL(), User: "writer"}}
}

func demoMariaDB(t *testing.T) demoStore {
	s := mysqltest.New(t, mysqltest.Options{})
	s.Exec(t, "", "CREATE DATABASE ml", "CREATE USER writer IDENTIFIED BY 'leeway'", "GRANT ALL ON ml.* TO writer")
	s.Exec(t, "ml", statementsOf(t, "mysql.sql")...)
	return demoStore{"mysql", "load/mariadb.sql", "mariadb:3306", "root", remote.Server{URL: s.URL(), User: "writer"}}
}

// statementsOf are the statements of a file of demoStores.
func statementsOf(t *testing.T, name string) (list []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(demoStores, name))
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range strings.Split(string(text), ";\n") {
		if strings.TrimSpace(statement) != "" {
			list = append(list, statement)
		}
	}
	return list
}

// The profiles' stores take the log by their own scripts, and their provisioned data source answers as the demo's own
// does. Without LEEWAY_LONG they take the first rows only, and it is enough that it answers.
func TestTheDemoOnOtherStores(t *testing.T) {
	files, _ := open(t, "Flights 2013")
	folder := demo.Root(t)
	some := " LIMIT 1000"
	if os.Getenv("LEEWAY_LONG") != "" {
		some = ""
	}
	for name, start := range map[string]func(*testing.T) demoStore{"postgres": demoPostgres, "mariadb": demoMariaDB} {
		t.Run(name, func(t *testing.T) {
			engine, s := clickhousetest.New(t), start(t)
			here := strings.NewReplacer(s.at, s.writer.URL, "'flights/", "'"+folder+"/", "'"+s.account+"', 'leeway'",
				"'"+s.writer.User+"', 'leeway'")
			for _, statement := range statementsOf(t, s.load) {
				engine.Exec(t, here.Replace(statement)+some)
			}
			provisioned := provisionedOn(t, map[string]string{"LEEWAY_STORE": s.kind, "LEEWAY_STORE_URL": s.writer.URL,
				"LEEWAY_STORE_DATABASE": "ml", "LEEWAY_STORE_PASSWORD": "leeway"})
			for _, q := range []string{questions[0], questions[4]} {
				if some != "" {
					ask(t, provisioned, local(2, 1), local(2, 2), q)
					continue
				}
				t.Run(q, func(t *testing.T) { agree(t, files, provisioned, q) })
			}
		})
	}
}

// provisionedOn is the data source that a profile provisions, with the variables that it sets.
func provisionedOn(t *testing.T, variables map[string]string) *plugin.Instance {
	t.Helper()
	source := demoSource(t, variables)
	// A busy machine must not fail a test that is about numbers.
	settings := strings.Replace(string(source.JSONData), "{", `{"limits":{"queryTimeout":"5m"},`, 1)
	i := plugin.NewInstance(plugin.Environment{}, backend.DataSourceInstanceSettings{Name: source.Name, UID: source.UID,
		URL: source.URL, User: source.User,
		Database: source.Database, JSONData: json.RawMessage(settings), DecryptedSecureJSONData: source.SecureJSONData})
	t.Cleanup(i.Dispose)
	for id, refused := range i.Broken() {
		t.Fatalf("model %s is refused: %v", id, refused)
	}
	return i
}

func demoSource(t *testing.T, variables map[string]string) model.DataSource {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(demoStores, "provisioning/datasources/flights.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	lookup := func(name string) (string, bool) {
		value, ok := variables[name]
		return value, ok
	}
	sources, err := model.ReadProvisioned(text, lookup, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	return sources[0]
}

// The model on other stores is the demo's own, with tables in the place of files.
func TestTheDemosModelOnOtherStores(t *testing.T) {
	var other struct{ Models []json.RawMessage }
	source := demoSource(t, map[string]string{"LEEWAY_STORE": "trino", "LEEWAY_STORE_URL": "trino:8080",
		"LEEWAY_STORE_DATABASE": "memory.ml", "LEEWAY_STORE_PASSWORD": ""})
	if err := json.Unmarshal(source.JSONData, &other); err != nil {
		t.Fatal(err)
	}
	if want := strings.ReplaceAll(string(demo.Definition(t)), ".parquet", ""); string(other.Models[0]) != want {
		t.Errorf("the models differ:\n%s\n%s", other.Models[0], want)
	}
}
