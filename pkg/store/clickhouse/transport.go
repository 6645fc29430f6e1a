package clickhouse

import (
	"net/http"
	"sync"

	"leeway/pkg/store/remote"
)

// sharedTransport is the one transport of HTTP that all of the driver's connections use. Else each has its own, and a
// connection that is dialled after its statement was cancelled stays open there for an hour, unknown to the driver and
// to Close. What the driver gives up here serves its other statements.
type sharedTransport struct {
	proxied bool // by Grafana's own proxy: those of the environment are not asked
	most    int  // idle connections

	mu    sync.Mutex
	inner *http.Transport // nil until the first connection
}

// complete returns the shared transport, which is made of the first one that the driver proposes.
func (s *sharedTransport) complete(proposed *http.Transport) (http.RoundTripper, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inner == nil {
		if s.proxied {
			proposed.Proxy = nil
		}
		proposed.TLSHandshakeTimeout = remote.ConnectTimeout
		proposed.MaxIdleConns, proposed.MaxIdleConnsPerHost = s.most, s.most
		s.inner = proposed
	}
	return formTransport{s.inner}, nil
}

// close closes what is idle, and what becomes so later.
func (s *sharedTransport) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inner != nil {
		s.inner.CloseIdleConnections()
	}
}
