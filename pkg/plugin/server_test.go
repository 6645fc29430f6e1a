package plugin

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/fault"
	"leeway/pkg/store/remote"
)

// What Grafana keeps outside jsonData reaches the store, and its answer names the field at fault.
func TestServer(t *testing.T) {
	settings := backend.DataSourceInstanceSettings{URL: "http://host:8123/x?y", User: "u", Database: "d",
		JSONData: json.RawMessage(`{"store": {"kind": "clickhouse", "tls": "disable"}}`),
		DecryptedSecureJSONData: map[string]string{"password": "p", "tlsCACert": "ca", "tlsClientCert": "cert",
			"tlsClientKey": "key", "serverName": "name"}}
	got, err := server(context.Background(), settings, "verify-ca")
	want := remote.TLS{Mode: "verify-ca", CA: "ca", Cert: "cert", Key: "key", ServerName: "name"}
	if err != nil || got.TLS != want || got.URL != settings.URL || got.User != "u" || got.Password != "p" ||
		got.Database != "d" || got.Dial != nil {
		t.Errorf("%+v, %v", got, err)
	}
	_, err = NewInstance(Environment{}, settings).Engine(context.Background())
	if f := fault.As(err); f.Kind != fault.BadSettings ||
		f.Error() != "url: it is more than an address; write host:9440, or https://host:8443 for HTTP" {
		t.Errorf("%v", err)
	}
	settings.URL = "http://host:8123"
	instance := NewInstance(Environment{}, settings)
	defer instance.Dispose()
	if engine, err := instance.Engine(context.Background()); err != nil || engine == nil {
		t.Errorf("a server that need not answer yet: %v", err)
	}
}
