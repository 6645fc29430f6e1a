package remote

import (
	"crypto/tls"
	"crypto/x509"
	"slices"

	"leeway/pkg/fault"
)

// The TLS modes, as libpq names them. No mode is VerifyFull.
const (
	Disable    = "disable"     // no encryption
	Require    = "require"     // encrypted, but to whoever answers; with a CA it is VerifyCA, as in libpq
	VerifyCA   = "verify-ca"   // the certificate is signed by a trusted authority
	VerifyFull = "verify-full" // and is for the host
)

// TLS says how a connection is encrypted. The texts are PEM.
type TLS struct {
	Mode       string
	CA         string // secureJsonData.tlsCACert; empty: the system's authorities
	Cert, Key  string // secureJsonData.tlsClientCert, tlsClientKey: the client's own certificate
	ServerName string // secureJsonData.serverName: the name in the certificate where it is not the host
}

// Config is the configuration of a connection to host; nil where TLS is disabled. Errors are of kind BadSettings and
// name the field.
func (t TLS) Config(host string) (*tls.Config, error) {
	mode := t.Mode
	if mode == "" {
		mode = VerifyFull
	}
	if allowed := []string{Disable, Require, VerifyCA, VerifyFull}; !slices.Contains(allowed, mode) {
		return nil, fault.NoneOf(fault.BadSettings, "store.tls", mode, allowed)
	}
	if mode == Disable {
		return nil, nil
	}
	c := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if t.ServerName != "" {
		c.ServerName = t.ServerName
	}
	if t.CA != "" {
		c.RootCAs = x509.NewCertPool()
		if !c.RootCAs.AppendCertsFromPEM([]byte(t.CA)) {
			return nil, fault.Newf(fault.BadSettings,
				"it holds no certificate in PEM form").AtSetting("secureJsonData.tlsCACert")
		}
	}
	if err := t.addClient(c); err != nil {
		return nil, err
	}
	switch {
	case mode == VerifyCA, mode == Require && t.CA != "":
		c.InsecureSkipVerify = true // the name alone is not checked: VerifyConnection checks the rest
		c.VerifyConnection = func(s tls.ConnectionState) error { return verifyAuthority(s, c.RootCAs) }
	case mode == Require:
		c.InsecureSkipVerify = true // what this mode is for; the health check says so
	}
	return c, nil
}

func (t TLS) addClient(c *tls.Config) error {
	if t.Cert == "" && t.Key == "" {
		return nil
	}
	pair, err := tls.X509KeyPair([]byte(t.Cert), []byte(t.Key))
	if err != nil { // its text may quote the key: it is not kept
		return fault.Newf(fault.BadSettings,
			"tlsClientCert and tlsClientKey are no certificate and its key in PEM form").AtSetting("secureJsonData")
	}
	c.Certificates = []tls.Certificate{pair}
	return nil
}

// verifyAuthority checks a certificate as crypto/tls does, but for the name in it.
func verifyAuthority(s tls.ConnectionState, roots *x509.CertPool) error {
	if len(s.PeerCertificates) == 0 {
		return x509.CertificateInvalidError{Reason: x509.NotAuthorizedToSign}
	}
	options := x509.VerifyOptions{Roots: roots, Intermediates: x509.NewCertPool()}
	for _, c := range s.PeerCertificates[1:] {
		options.Intermediates.AddCert(c)
	}
	_, err := s.PeerCertificates[0].Verify(options)
	return err
}

// Describe says in words how safe the mode is, for the health check.
func (t TLS) Describe() (message string, warning bool) {
	switch {
	case t.Mode == Disable:
		return "the connection is not encrypted (store.tls: disable)", true
	case t.Mode == Require && t.CA == "":
		return "the connection is encrypted, but the server's certificate is not checked (store.tls: require)", true
	case t.Mode == VerifyCA, t.Mode == Require:
		return "encrypted; the certificate's authority is checked, its host name is not", false
	}
	return "encrypted; the server's certificate is checked", false
}
