package storetest

import (
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
	"leeway/tests/servers"
)

// tls: every mode lets in whom it should, and says what is wrong with the others.
func (r *runner) tls(t *testing.T) {
	authority, other := servers.NewAuthority(t), servers.NewAuthority(t)
	start := func(host string, valid time.Duration, demanded bool) remote.Server {
		cert, key := authority.Issue(t, host, valid)
		return r.Secure(t, Certificate{cert, key, authority.Cert, demanded}).Make(t, r.one("t"))
	}
	named := start("db.test", time.Hour, false)
	expired := start("127.0.0.1", -time.Hour, false)
	certified := start("db.test", time.Hour, true)
	cert, key := authority.Issue(t, "client", time.Hour)
	foreign, foreignKey := other.Issue(t, "client", time.Hour)
	unreachable := func(says string) Fault { return Fault{fault.Unreachable, says} }
	for name, c := range map[string]struct {
		at  remote.Server
		tls remote.TLS
		Fault
	}{
		"require": {named, remote.TLS{Mode: remote.Require}, Fault{}},
		"require with CA": {named, remote.TLS{Mode: remote.Require, CA: other.Cert},
			unreachable("trusted authority")},
		"authority": {named, remote.TLS{Mode: remote.VerifyCA, CA: authority.Cert}, Fault{}},
		"other authority": {named, remote.TLS{Mode: remote.VerifyCA, CA: other.Cert},
			unreachable("trusted authority")},
		"system's": {named, remote.TLS{ServerName: "db.test"}, unreachable("tlsCACert")},
		"another host": {named, remote.TLS{Mode: remote.VerifyFull, CA: authority.Cert},
			unreachable("for another host")},
		"another server name": {named, remote.TLS{CA: authority.Cert, ServerName: "db.other"},
			unreachable("for another host")},
		"server name": {named, remote.TLS{CA: authority.Cert, ServerName: "db.test"}, Fault{}},
		"expired":     {expired, remote.TLS{CA: authority.Cert}, unreachable(" only; renew it")},
		"expired, name aside": {expired, remote.TLS{Mode: remote.VerifyCA, CA: authority.Cert},
			unreachable(" only; renew it")},
		"not encrypted":      {named, remote.TLS{Mode: remote.Disable}, Fault{fault.Auth, "refuses"}},
		"client certificate": {certified, remote.TLS{Mode: remote.Require, Cert: cert, Key: key}, Fault{}},
		"none":               {certified, remote.TLS{Mode: remote.Require}, unreachable("client certificate")},
		"foreign": {certified, remote.TLS{Mode: remote.Require, Cert: foreign, Key: foreignKey},
			unreachable("client certificate")},
	} {
		t.Run(name, func(t *testing.T) {
			at := c.at
			at.TLS = c.tls
			s := r.open(t, at, store.Limits{})
			n, err := CountOf(s, "t")
			if f := r.expectedFault(name, c.Fault); f.Kind != "" {
				want(t, err, f)
				return
			}
			if n != 1 || err != nil {
				t.Fatalf("%d rows, %v (cause %v)", n, err, fault.As(err).Cause)
			}
			if r.Encrypted == nil {
				return
			}
			if encrypted, err := r.Encrypted(s); err != nil || !encrypted {
				t.Errorf("encrypted: %v (%v)", encrypted, err)
			}
		})
	}
}
