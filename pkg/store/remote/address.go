// Package remote is what the stores behind a server share: where it is, TLS, the life of statements, faults of the
// network, the frame of a query and of a health check.
package remote

import (
	"context"
	"net"
	"strconv"
	"strings"
	"time"

	"leeway/pkg/fault"
)

// Server says where a server is and how to sign in. Everything secret in it comes from secureJsonData.
type Server struct {
	URL      string // Grafana's url field: host or host:port
	User     string
	Password string
	Database string
	TLS      TLS

	// Dial opens connections in place of a plain one: Grafana's secure SOCKS proxy. It resolves names by itself.
	Dial DialFunc
}

// DialFunc opens a connection; net.Dialer.DialContext is one.
type DialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// Dialer is Dial, or a plain dialer.
func (s Server) Dialer() DialFunc {
	if s.Dial != nil {
		return s.Dial
	}
	return (&net.Dialer{}).DialContext
}

// Address splits the url field of a data source into host and port. Errors are of kind BadSettings.
func Address(url string, defaultPort int) (host string, port uint16, err error) {
	bad := func(why string) (string, uint16, error) {
		return "", 0, fault.Newf(fault.BadSettings, "%s; write host or host:port", why).AtSetting("url")
	}
	switch {
	case url == "":
		return bad("the address of the server is missing")
	case strings.Contains(url, "@"):
		return bad("it names a user; user, password and database have fields of their own")
	case strings.ContainsAny(url, "/?#\\ \t\r\n"):
		return bad("it is more than an address")
	}
	host, text := url, strconv.Itoa(defaultPort)
	if h, p, split := net.SplitHostPort(url); split == nil {
		host, text = h, p
	} else if strings.Contains(url, ":") && net.ParseIP(strings.Trim(url, "[]")) == nil {
		return bad("its port cannot be read")
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	number, err := strconv.ParseUint(text, 10, 16)
	if err != nil || number == 0 {
		return bad("its port is not a number from 1 to 65535")
	}
	if host == "" {
		return bad("the host is missing")
	}
	return host, uint16(number), nil
}

// ConnectTimeout bounds opening one connection, from the name's look-up to the end of signing in.
const ConnectTimeout = 10 * time.Second

func hostPort(host string, port uint16) string {
	return net.JoinHostPort(host, strconv.Itoa(int(port)))
}
