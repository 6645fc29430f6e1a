package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/resource"
)

var (
	_ backend.QueryDataHandler    = (*Instance)(nil)
	_ backend.CheckHealthHandler  = (*Instance)(nil)
	_ backend.CallResourceHandler = (*Instance)(nil)
)

// QueryData answers Grafana's queries. Where the caller has left it says only that: every error of an answer is logged
// as a failure.
func (i *Instance) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	responses := i.Answer(ctx, req.Queries, CallerOf(req.PluginContext, req.Headers))
	if left(ctx) {
		return nil, ctx.Err()
	}
	return &backend.QueryDataResponse{Responses: responses}, nil
}

// left reports whether nobody waits for the answer any more.
func left(ctx context.Context) bool { return errors.Is(ctx.Err(), context.Canceled) }

// CheckHealth tries, in order, what queries need, and says in words what a person can do about the first failure.
func (i *Instance) CheckHealth(ctx context.Context,
	req *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	var caller Caller
	if req != nil {
		caller = CallerOf(req.PluginContext, nil)
	}
	c := i.check(ctx, caller)
	status := backend.HealthStatusOk
	if !c.Healthy {
		status = backend.HealthStatusError
	}
	return &backend.CheckHealthResult{Status: status, Message: c.Message, JSONDetails: details(c.Steps)}, nil
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// marks stand before the steps of a check.
var marks = map[string]string{resource.Passed: "✓", resource.Warned: "!", resource.Failed: "✗"}

// details are what Grafana shows below the message, folded; a message of theirs would stand there once more.
func details(steps []resource.CheckStep) []byte {
	lines := make([]string, len(steps))
	for i, step := range steps {
		lines[i] = fmt.Sprintf("%s %s: %s", marks[step.State], step.Name, step.Message)
	}
	raw, err := json.Marshal(map[string]string{"verboseMessage": strings.Join(lines, "\n")})
	if err != nil {
		return nil // strings always marshal
	}
	return raw
}
