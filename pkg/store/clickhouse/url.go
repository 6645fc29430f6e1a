package clickhouse

import (
	"net"
	"net/url"
	"strconv"
	"strings"

	clickhouse "github.com/ClickHouse/clickhouse-go/v2"

	"leeway/pkg/fault"
	"leeway/pkg/store/remote"
)

// address is a URL in its parts.
type address struct {
	protocol clickhouse.Protocol
	host     string
	port     uint16
	path     string // of HTTP, behind a proxy
}

// String is host:port.
func (a address) String() string { return net.JoinHostPort(a.host, strconv.Itoa(int(a.port))) }

// parseURL reads where the server is: host[:port] or clickhouse://host[:port] for the native protocol,
// http://host[:port][/path] or https:// for HTTP. A missing port is the one that ClickHouse listens on by default. The
// scheme must not contradict the TLS mode.
func parseURL(text, tlsMode string) (address, error) {
	bad := func(why string) (address, error) {
		return address{}, fault.Newf(fault.BadSettings, "%s; write host:9440, or https://host:8443 for HTTP",
			why).AtSetting("url")
	}
	if text == "" {
		return bad("the address of the server is missing")
	}
	if !strings.Contains(text, "://") {
		text = "clickhouse://" + text
	}
	u, err := url.Parse(text)
	if err != nil {
		return bad("it cannot be read")
	}
	a := address{host: u.Hostname(), path: strings.TrimSuffix(u.Path, "/")}
	plain := tlsMode == remote.Disable
	switch u.Scheme {
	case "clickhouse":
		a.protocol = clickhouse.Native
	case "http", "https":
		a.protocol = clickhouse.HTTP
	default:
		return bad("its protocol is unknown")
	}
	switch {
	case u.User != nil:
		return bad("it names a user; user, password and database have fields of their own")
	case a.host == "":
		return bad("the host is missing")
	case u.RawQuery != "" || u.Fragment != "", a.protocol == clickhouse.Native && a.path != "":
		return bad("it is more than an address")
	case u.Scheme == "http" && !plain:
		return bad("http:// is not encrypted, which must be asked for with store.tls: disable")
	case u.Scheme == "https" && plain:
		return bad("https:// is encrypted, but store.tls is disable")
	}
	a.port = ports[a.protocol][plain]
	if u.Port() != "" {
		number, err := strconv.ParseUint(u.Port(), 10, 16)
		if err != nil || number == 0 {
			return bad("its port is not a number from 1 to 65535")
		}
		a.port = uint16(number)
	}
	return a, nil
}

// ports are ClickHouse's own, by protocol and whether it is plain.
var ports = map[clickhouse.Protocol]map[bool]uint16{
	clickhouse.Native: {false: 9440, true: 9000},
	clickhouse.HTTP:   {false: 8443, true: 8123},
}
