package model

import (
	"encoding/json"
	"fmt"
	"regexp"

	"leeway/pkg/fault"
	"leeway/schema"
)

// BrokenModel is a model of the settings that was refused. The others keep working, and a query of this one says why
// it does not.
type BrokenModel struct {
	ID     string // as far as it could be read
	Errors []*fault.Error
}

// foreign are the fields of jsonData that belong to Grafana itself, not to Leeway.
var foreign = regexp.MustCompile(`^(enableSecureSocksProxy|secureSocksProxyUsername|pdcInjected|tlsAuth|tlsAuthWithCACert|` +
	`tlsSkipVerify|serverName|readOnly|oauthPassThru|keepCookies|httpHeaderName\d+|timeout|authType|defaultRegion|profile|` +
	`manageAlerts|alertmanagerUid|allowAsRecordingRulesTarget|disableGrafanaCache|teamHttpHeaders|database)$`)

// inlineWarning is the size of inline models, in bytes, from which the settings carry a warning.
const inlineWarning = 20_000

// ParseSettings reads a data source's jsonData. Whatever is wrong comes back as errors with the path of the field; a
// model that is wrong is left out of Settings.Models and named in Settings.Broken, and the others are there.
func ParseSettings(raw json.RawMessage) (Settings, []*fault.Error) {
	value, bad := decode(raw, fault.BadSettings)
	if bad != nil {
		return Settings{}, []*fault.Error{bad}
	}
	var definitions []any
	var errs []*fault.Error
	if fields, ok := value.(map[string]any); ok {
		for name := range fields {
			if foreign.MatchString(name) {
				delete(fields, name)
			}
		}
		if list, ok := fields["models"].([]any); ok {
			definitions = list
			delete(fields, "models")
		}
	}
	var s Settings
	errs = append(errs, validateSchema(schema.Settings, value, fault.BadSettings)...)
	if len(errs) == 0 {
		if bad := decodeInto(value, &s, fault.BadSettings); bad != nil {
			errs = append(errs, bad)
		}
	}
	errs = append(errs, s.validate(len(errs) == 0)...)
	if s.ModelsFile != "" {
		errs = append(errs, (&fault.Error{Kind: fault.BadSettings, Message: "no file is read here"}).At("modelsFile"))
	}
	size := 0
	for i, d := range definitions {
		text, err := json.Marshal(d)
		if err != nil { // it was decoded from JSON
			errs = append(errs, fault.As(err).At(fmt.Sprintf("models[%d]", i)))
			continue
		}
		size += len(text)
		errs = append(errs, s.add(i, text)...)
	}
	if size >= inlineWarning {
		s.Warnings = append(s.Warnings,
			fmt.Sprintf("the models take %d kB, which every user loads with every page; "+
				"from 20 kB on keep them in a file (modelsFile)", size/1000))
	}
	return s, errs
}

// add parses the i-th inline model into the settings.
func (s *Settings) add(i int, raw json.RawMessage) []*fault.Error {
	m, errs := ParseModel(raw)
	if m != nil && s.has(m.ID) {
		errs = []*fault.Error{{Kind: fault.BadModel, Path: "id",
			Message: fmt.Sprintf("%q is also the id of an earlier model; every id must be unique", m.ID)}}
	}
	if len(errs) == 0 {
		s.Models = append(s.Models, *m)
		return nil
	}
	var named struct {
		ID any `json:"id"`
	}
	_ = json.Unmarshal(raw, &named) // what is no object has no id
	id, _ := named.ID.(string)
	for j := range errs {
		errs[j] = errs[j].At(fmt.Sprintf("models[%d]", i))
	}
	s.Broken = append(s.Broken, BrokenModel{ID: id, Errors: errs})
	return errs
}

func (s *Settings) has(id string) bool {
	for _, m := range s.Models {
		if m.ID == id {
			return true
		}
	}
	return false
}

// validate checks what the schema cannot say. Of settings that do not conform only little is known.
func (s *Settings) validate(conforms bool) []*fault.Error {
	if !conforms {
		return nil
	}
	c := checker{kind: fault.BadSettings}
	if s.Store.Kind != DuckDB {
		if s.Store.Path != "" {
			c.add("store.path", "applies to kind duckdb only; found kind %s", s.Store.Kind)
		}
		if s.Store.MoveTo != "" {
			c.add("store.moveTo", "is for demo logs of kind duckdb only; found kind %s", s.Store.Kind)
		}
	} else if s.Store.TLS != "" {
		c.add("store.tls", "does not apply to kind duckdb, which reads files")
	}
	if s.Store.MoveTo != "" && s.Store.MoveTo != "now" {
		c.date("store.moveTo", NewDate(s.Store.MoveTo))
	}
	return c.errs
}
