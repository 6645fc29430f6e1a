package plugin

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/fault"
)

// draft is the form of a data source as it stands, before it is saved.
type draft struct {
	URL      string            `json:"url"`
	User     string            `json:"user"`
	Database string            `json:"database"`
	JSONData json.RawMessage   `json:"jsonData"`
	Secrets  map[string]string `json:"secureJsonData"` // those that were typed
	Kept     []string          `json:"kept"`           // secrets that stay as they were saved
}

// asked is the body of a request about a form. Without a draft the settings that were saved are asked.
type asked struct {
	Draft    *draft `json:"draft"`
	Table    string `json:"table"`    // the log, of a proposal
	Outcomes string `json:"outcomes"` // the table of the labels; empty: none is named
}

// onDraft serves a request with an instance of the draft in its body, which ends with the request.
func (i *Instance) onDraft(serve func(*Instance, http.ResponseWriter, *http.Request, asked)) http.HandlerFunc {
	return adminOnly(func(w http.ResponseWriter, r *http.Request) {
		var body asked
		if err := json.NewDecoder(io.LimitReader(r.Body, maxDefinition)).Decode(&body); err != nil {
			reply(w, nil, fault.Newf(fault.BadQuery, "the request is not valid JSON").Because(err))
			return
		}
		if body.Draft == nil {
			serve(i, w, r, body)
			return
		}
		source, err := body.Draft.over(i.source)
		if err != nil {
			reply(w, nil, err)
			return
		}
		drafted := NewInstance(i.env, source)
		defer drafted.Dispose()
		serve(drafted, w, r, body)
	})
}

// over returns the settings of a saved data source as the draft changes them. A secret that was saved goes only where
// it was saved for: to the same server, for the same user, encrypted as before.
func (d *draft) over(saved backend.DataSourceInstanceSettings) (backend.DataSourceInstanceSettings, error) {
	changed := saved
	changed.URL, changed.User, changed.Database = d.URL, d.User, d.Database
	changed.JSONData = d.JSONData
	changed.DecryptedSecureJSONData = maps.Clone(d.Secrets)
	if changed.DecryptedSecureJSONData == nil {
		changed.DecryptedSecureJSONData = map[string]string{}
	}
	for _, name := range d.Kept {
		secret := saved.DecryptedSecureJSONData[name]
		if _, typed := d.Secrets[name]; typed || secret == "" {
			continue
		}
		if destination(saved) != destination(changed) {
			return changed, inFormWords(fault.Newf(fault.BadSettings,
				"type it again: address, user or encryption have changed since it was saved").
				AtSetting("secureJsonData." + name))
		}
		changed.DecryptedSecureJSONData[name] = secret
	}
	return changed, nil
}

// destination is where the secrets of a data source go.
func destination(s backend.DataSourceInstanceSettings) [5]string {
	var data struct {
		Store struct {
			Kind string `json:"kind"`
			TLS  string `json:"tls"`
		} `json:"store"`
		Proxy bool `json:"enableSecureSocksProxy"`
	}
	_ = json.Unmarshal(s.JSONData, &data) // settings that cannot be read reach no server
	proxy := ""
	if data.Proxy {
		proxy = "proxy"
	}
	return [5]string{s.URL, s.User, data.Store.Kind, data.Store.TLS, proxy}
}

// checkDraft tries what queries would need.
func checkDraft(i *Instance, w http.ResponseWriter, r *http.Request, _ asked) {
	reply(w, i.check(r.Context(), Caller{Role: "Admin", SeesSQL: true}), nil)
}
