package remote

import (
	"context"
	"fmt"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// Step is one step of a health check, to be tried.
type Step struct {
	Name string
	// Try returns what a person reads; warning marks what works but should be changed.
	Try func(context.Context) (message string, warning bool, err error)
}

// Check tries steps in order and ends at the first that fails.
func Check(ctx context.Context, steps []Step, toFault func(error) *fault.Error) []store.Step {
	var done []store.Step
	for _, step := range steps {
		message, warning, err := step.Try(ctx)
		if err != nil {
			f := toFault(err)
			return append(done, store.Step{Name: step.Name, Message: f.Error(), Err: f})
		}
		done = append(done, store.Step{Name: step.Name, Message: message, Warning: warning})
	}
	return done
}

// Reach is the first step: can a connection be opened at all?
func (s Server) Reach(host string, port uint16) Step {
	return Step{"reach", func(ctx context.Context) (string, bool, error) {
		ctx, cancel := context.WithTimeout(ctx, ConnectTimeout)
		defer cancel()
		conn, err := s.Dialer()(ctx, "tcp", hostPort(host, port))
		if err != nil {
			return "", false, err
		}
		return "the server answers on its port", false, conn.Close()
	}}
}

// Encryption is the step that says how the connection is encrypted.
func (s Server) Encryption() Step {
	return Step{"encryption", func(context.Context) (string, bool, error) {
		message, warning := s.TLS.Describe()
		return message, warning, nil
	}}
}

// Tables is the step that counts what a model could read.
func Tables(list func(context.Context) ([]string, error)) Step {
	return Step{"tables", func(ctx context.Context) (string, bool, error) {
		tables, err := list(ctx)
		if err == nil && len(tables) == 0 {
			err = fault.Newf(fault.Forbidden,
				"the account can read no table; GRANT it SELECT on the tables of the models")
		}
		return fmt.Sprintf("%d tables can be read", len(tables)), false, err
	}}
}

// Clock compares the server's clock with this machine's, which matters for what is silent or late.
func Clock(server time.Time) (message string, warning bool) {
	const most = time.Minute
	ahead := time.Until(server).Round(time.Second)
	if ahead.Abs() > most {
		return fmt.Sprintf("the server's clock differs from this machine's by %s; set one of them", ahead.Abs()), true
	}
	return "sessions run in UTC; the clocks agree", false
}

// CanWrite is the message about an account that could write, if its connection were not read-only; how says by what.
func CanWrite(how string) (message string, warning bool) {
	if how == "" {
		return "sessions are read-only, and the account cannot write", false
	}
	return "sessions are read-only, but the account could write (" + how + "); use one that has SELECT only", true
}
