package plugin

import (
	"context"
	"net"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"golang.org/x/net/proxy"

	"leeway/pkg/fault"
	"leeway/pkg/store/remote"
)

// server is where the store's server is and how to sign in, from Grafana's own fields and secureJsonData. It dials
// through Grafana's secure SOCKS proxy where the data source asks for that. Errors: BadSettings.
func server(ctx context.Context, s backend.DataSourceInstanceSettings, tlsMode string) (remote.Server, error) {
	secret := s.DecryptedSecureJSONData
	to := remote.Server{URL: s.URL, User: s.User, Database: s.Database, Password: secret["password"],
		TLS: remote.TLS{Mode: tlsMode, CA: secret["tlsCACert"], Cert: secret["tlsClientCert"],
			Key:        secret["tlsClientKey"],
			ServerName: secret["serverName"]}}
	client, err := s.ProxyClient(ctx)
	if err != nil {
		return to, fault.Newf(fault.BadSettings, "Grafana's secure SOCKS proxy is not configured").Because(err)
	}
	if !client.SecureSocksProxyEnabled() {
		return to, nil
	}
	dialer, err := client.NewSecureSocksProxyContextDialer()
	if err != nil {
		return to, fault.Newf(fault.BadSettings, "Grafana's secure SOCKS proxy cannot be used").Because(err)
	}
	to.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		if d, ok := dialer.(proxy.ContextDialer); ok {
			return d.DialContext(ctx, network, address)
		}
		return dialer.Dial(network, address)
	}
	return to, nil
}
