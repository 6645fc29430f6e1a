package model

import (
	"encoding/json"
	"fmt"

	"go.yaml.in/yaml/v3"

	"leeway/pkg/fault"
)

// DataSource is one data source of a Grafana provisioning file, with everything it refers to put in.
type DataSource struct {
	Name, Type, UID     string
	URL, User, Database string
	JSONData            json.RawMessage
	SecureJSONData      map[string]string
	IsDefault           bool
}

// DataSourceType is the plugin id of Leeway's data source.
const DataSourceType = "leeway-monitor-datasource"

// provisioned is a data source as the file has it. What Leeway does not read it ignores, as Grafana's own readers do.
type provisioned struct {
	Name           string            `yaml:"name"`
	Type           string            `yaml:"type"`
	UID            string            `yaml:"uid"`
	URL            string            `yaml:"url"`
	User           string            `yaml:"user"`
	Database       string            `yaml:"database"`
	IsDefault      yaml.Node         `yaml:"isDefault"`
	JSONData       map[string]any    `yaml:"jsonData"`
	SecureJSONData map[string]string `yaml:"secureJsonData"`
}

// ReadProvisioned reads a Grafana provisioning file for data sources, of any type and in the file's order, by Grafana's
// rules: every text value may hold $VAR, ${VAR}, $__env{VAR}, $__file{/path} and $$, keys may not, and an unquoted date
// in jsonData becomes an instant. lookupEnv and readFile are the only ways out. Errors are of kind BadSettings.
func ReadProvisioned(text []byte, lookupEnv func(string) (string, bool),
	readFile func(string) ([]byte, error)) ([]DataSource, error) {
	var file struct {
		APIVersion  int           `yaml:"apiVersion"`
		DataSources []provisioned `yaml:"datasources"`
	}
	if err := readYAML(text, &file); err != nil {
		return nil, fault.Newf(fault.BadSettings, "the settings file is not valid YAML: %s", err)
	}
	outside := Outside{LookupEnv: lookupEnv, ReadFile: readFile}
	var list []DataSource
	for i, p := range file.DataSources {
		d, err := p.resolve(outside)
		if err != nil {
			return nil, fault.As(err).At(fmt.Sprintf("datasources[%d]", i))
		}
		list = append(list, d)
	}
	return list, nil
}

func (p provisioned) resolve(outside Outside) (DataSource, error) {
	d := DataSource{SecureJSONData: make(map[string]string, len(p.SecureJSONData))}
	var isDefault string
	for _, field := range []struct {
		name, text string
		into       *string
	}{
		{"name", p.Name, &d.Name}, {"type", p.Type, &d.Type}, {"uid", p.UID, &d.UID}, {"url", p.URL, &d.URL},
		{"user", p.User, &d.User}, {"database", p.Database, &d.Database}, {"isDefault", p.IsDefault.Value, &isDefault},
	} {
		value, err := outside.expand(field.text)
		if err != nil {
			return d, fault.As(err).At(field.name)
		}
		*field.into = value
	}
	d.IsDefault = isDefault == "true"
	for name, text := range p.SecureJSONData {
		value, err := outside.expand(text)
		if err != nil {
			return d, fault.As(err).At("secureJsonData." + name)
		}
		d.SecureJSONData[name] = value
	}
	plain, err := plainJSON(p.JSONData, outside.expand)
	if err != nil {
		return d, fault.As(err).At("jsonData")
	}
	d.JSONData, err = json.Marshal(plain)
	if err != nil {
		return d, fault.Newf(fault.BadSettings, "holds a value that JSON does not have, such as .nan: %s",
			err).At("jsonData")
	}
	return d, nil
}
