package servers

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"testing"
)

// Secure puts an encrypted front before a server that speaks plain HTTP, as a load balancer would be, and returns its
// address. The texts are PEM; with demanded it lets nobody in without a client's certificate of the authority clients.
func Secure(t testing.TB, server, cert, key, clients string, demanded bool) (address string) {
	t.Helper()
	pair, err := tls.X509KeyPair([]byte(cert), []byte(key))
	if err != nil {
		t.Fatal(err)
	}
	target, err := url.Parse("http://" + server)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(clients))
	quiet := log.New(io.Discard, "", 0) // what clients do wrong here, they are meant to
	front := httptest.NewUnstartedServer(&httputil.ReverseProxy{ErrorLog: quiet,
		Transport: &http.Transport{DisableKeepAlives: true}, Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.SetXForwarded()
		}})
	front.Config.ErrorLog = quiet
	front.TLS = &tls.Config{Certificates: []tls.Certificate{pair}, ClientCAs: roots}
	if demanded {
		front.TLS.ClientAuth = tls.RequireAndVerifyClientCert
	}
	front.StartTLS()
	t.Cleanup(front.Close)
	return front.Listener.Addr().String()
}
