package remote

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"leeway/pkg/fault"
)

// ErrNoTLS is for drivers to say that the server offers no encryption.
var ErrNoTLS = errors.New("the server offers no TLS")

// ErrConnecting is for drivers to say that the server had not let the account in yet when the error came. A server that
// does not trust a client's certificate may hang up before its reason arrives.
var ErrConnecting = errors.New("while connecting")

// Fault sorts an error of the network or of TLS; nil when err is neither. No message holds a host, a user or a
// driver's text: viewers may see it.
func Fault(err error) *fault.Error {
	if f := certificateFault(err); f != nil {
		return f.AtSetting("store.tls").Because(err)
	}
	f := networkFault(err)
	if f == nil || f.Cause != nil {
		return f
	}
	return f.Because(err)
}

// Lost is the fault of a connection that broke while the server was asked; see Retry.
func Lost(err error) *fault.Error {
	return fault.Newf(fault.Unreachable,
		"the server ended the connection during the query; it may have been restarted").Because(errors.Join(ErrLost,
		err))
}

func certificateFault(err error) *fault.Error {
	var (
		unknown x509.UnknownAuthorityError
		name    x509.HostnameError
		invalid x509.CertificateInvalidError
		header  tls.RecordHeaderError
		alert   tls.AlertError
	)
	switch {
	case errors.Is(err, ErrNoTLS):
		return fault.Newf(fault.Unreachable,
			"the server offers no encryption; turn TLS on in the server, or set disable where the network can be trusted")
	case errors.As(err, &unknown):
		return fault.Newf(fault.Unreachable,
			"the server's certificate is not signed by a trusted authority; put the authority's certificate into tlsCACert")
	case errors.As(err, &name):
		return fault.Newf(fault.Unreachable,
			"the server's certificate is for another host; set serverName to the name in it, or verify-ca to accept any")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fault.Newf(fault.Unreachable, "the server's certificate%s; renew it, or set this machine's clock",
			validity(invalid.Cert))
	case errors.As(err, &invalid):
		return fault.Newf(fault.Unreachable, "the server's certificate is not valid")
	case errors.As(err, &header), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return fault.Newf(fault.Unreachable, "the server does not speak TLS on this port")
	case errors.As(err, &alert), strings.Contains(err.Error(), "remote error: tls:"):
		return fault.Newf(fault.Unreachable,
			"the server refused the encrypted connection; it may ask for a client certificate that it trusts (tlsClientCert and tlsClientKey)")
	}
	return nil
}

// validity says when a certificate was valid.
func validity(c *x509.Certificate) string {
	if c == nil {
		return " has expired"
	}
	const day = "2006-01-02"
	return fmt.Sprintf(" is valid from %s to %s only", c.NotBefore.UTC().Format(day), c.NotAfter.UTC().Format(day))
}

func networkFault(err error) *fault.Error {
	var (
		lookup *net.DNSError
		op     *net.OpError
	)
	// Texts are compared where the standard library has no portable error value.
	text := strings.ToLower(err.Error())
	has := func(part string) bool { return strings.Contains(text, part) }
	switch {
	case errors.As(err, &lookup) && !lookup.IsTimeout:
		return fault.Newf(fault.Unreachable,
			"the host name is not known; check it, and check that Grafana's machine can resolve it").AtSetting("url")
	case has("refused") && (errors.As(err, &op) || has("connect")):
		return fault.Newf(fault.Unreachable,
			"nothing answers on the port; check the host, the port and the firewall, and that the server runs").AtSetting("url")
	case has("no route to host"), has("network is unreachable"):
		return fault.Newf(fault.Unreachable, "Grafana's machine has no network route to the host").AtSetting("url")
	case errors.As(err, &op) && op.Op == "dial" && op.Timeout():
		return fault.Newf(fault.Unreachable,
			"the host does not answer; a firewall may drop the connection").AtSetting("url")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed),
		has("connection reset"), has("broken pipe"), has("server closed idle connection"), errors.As(err, &op):
		if errors.Is(err, ErrConnecting) {
			return fault.Newf(fault.Unreachable,
				"the server ended the connection before the sign-in was complete; it may be starting, or ask for a client certificate that it trusts (tlsClientCert and tlsClientKey)")
		}
		return Lost(err)
	case errors.Is(err, context.DeadlineExceeded):
		return fault.Newf(fault.Unreachable, "the server does not answer in time")
	}
	return nil
}
