package model_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/model"
)

// environment and files stand for what a settings file may refer to.
func environment(name string) (string, bool) {
	value, ok := map[string]string{"HOST": "db.internal", "PASS": "p$HOST", "EMPTY": "", "A_1": "one"}[name]
	return value, ok
}

func files(path string) ([]byte, error) {
	if path == "/run/secret" {
		return []byte("  s3cret\n"), nil
	}
	return nil, errors.New("no such file")
}

func TestAProvisioningFileIsReadByGrafanasRules(t *testing.T) {
	list, err := model.ReadProvisioned([]byte(`
apiVersion: 1
deleteDatasources: []
datasources:
  - name: Other
    type: grafana-testdata-datasource
  - name: Flights 2013
    type: leeway-monitor-datasource
    uid: leeway-flights
    access: proxy
    isDefault: true
    url: $HOST:5432
    user: leeway_reader
    database: ${A_1}
    jsonData:
      store: { kind: postgres, tls: verify-full }
      limits: { maxOpenConns: 8 }
      $HOST: a key is no value
      models:
        - { id: a, from: 2013-02-01, at: 2013-02-01T06:30:00-05:00, quoted: "2013-02-01", price: "$$5", note: "$__env{A_1}-$A_1", off: off }
    secureJsonData: { password: '$__file{/run/secret}', other: $PASS, port: 5432 }
`), environment, files)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Name != "Other" {
		t.Fatalf("found %d data sources, want Other and the flights", len(list))
	}
	got := list[1]
	var jsonData any
	if err := json.Unmarshal(got.JSONData, &jsonData); err != nil {
		t.Fatal(err)
	}
	got.JSONData = nil
	want := model.DataSource{Name: "Flights 2013", Type: model.DataSourceType, UID: "leeway-flights",
		URL:  "db.internal:5432",
		User: "leeway_reader", Database: "one", IsDefault: true,
		SecureJSONData: map[string]string{"password": "s3cret", "other": "p$HOST", "port": "5432"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("data source (-want +got):\n%s", diff)
	}
	wantData := map[string]any{
		"store": map[string]any{"kind": "postgres",
			"tls": "verify-full"}, "limits": map[string]any{"maxOpenConns": 8.0},
		"$HOST": "a key is no value",
		"models": []any{map[string]any{"id": "a", "from": "2013-02-01T00:00:00Z", "at": "2013-02-01T06:30:00-05:00",
			"quoted": "2013-02-01",
			"price":  "$5", "note": "one-one", "off": "off"}},
	}
	if diff := cmp.Diff(wantData, jsonData); diff != "" {
		t.Errorf("jsonData (-want +got):\n%s", diff)
	}
}

func TestReferencesInTextsAreReplacedAsGrafanaDoes(t *testing.T) {
	for text, want := range map[string]string{
		"plain": "plain", "$HOST": "db.internal", "${HOST}": "db.internal", "$__env{HOST}": "db.internal",
		"a$HOST.b": "adb.internal.b", "$UNSET": "", "${UNSET}x": "x", "$$HOST": "$HOST", "$$$HOST": "$db.internal",
		"5 $": "5 $", "a $ b": "a $ b", "$__file{/run/secret}": "s3cret", "$__vault{x}": "{x}", "${HOST": "HOST",
		"${}": "", "$1x": "x", "${PASS}": "pdb.internal", "$PASS": "p$HOST", "$A_1$A_1": "oneone", "$$$$": "$$",
	} {
		list, err := model.ReadProvisioned([]byte(`datasources: [{ name: '`+text+`' }]`), environment, files)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if list[0].Name != want {
			t.Errorf("%q reads %q, want %q", text, list[0].Name, want)
		}
	}
}

func TestAProvisioningFileThatCannotBeReadSaysWhere(t *testing.T) {
	for text, want := range map[string]string{
		`datasources: [{ name: a }, { name: b, secureJsonData: { password: "$__file{/none}" } }]`: `datasources[1].secureJsonData.password: the file that $__file{…} names cannot be read`,
		`datasources: [{ jsonData: { store: { path: "$__file{/none}" } } }]`:                      `datasources[0].jsonData: the file that $__file{…} names cannot be read`,
		`datasources: [{ jsonData: { x: .nan } }]`:                                                `datasources[0].jsonData: holds a value that JSON does not have`,
		"datasources: [": `the settings file is not valid YAML`,
	} {
		_, err := model.ReadProvisioned([]byte(text), environment, files)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: error %q, want %q", text, err, want)
		}
	}
}

func TestAnUnquotedDateMeansTheLocalDateOfTheModel(t *testing.T) {
	written := parsed(t, changed(t, `expected: [{ from: 2013-06-01, to: 2013-08-31, reason: r }]`))
	quoted := parsed(t, changed(t, `expected: [{ from: "2013-06-01", to: "2013-08-31", reason: r }]`))
	if written.Revision() != quoted.Revision() {
		t.Error("a bare date and its quoted text make different definitions")
	}
}

func TestTheExampleSettingsAreValid(t *testing.T) {
	text, err := os.ReadFile("../../schema/examples/settings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list, err := model.ReadProvisioned(text, environment, files)
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) ([]byte, error) {
		if name != "team/models.yaml" {
			return nil, errors.New("another file")
		}
		return []byte(twoModels), nil
	}
	s, errs := model.ReadSettings(list[0].JSONData, read)
	for _, e := range errs {
		t.Error(e)
	}
	if s.Store.Kind != model.Postgres || s.Limits.QueryTimeout.String() != "25s" ||
		len(s.Models) != 2 {
		t.Errorf("the settings have store %+v, limits %+v and %d models", s.Store, s.Limits, len(s.Models))
	}
}
