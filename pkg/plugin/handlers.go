package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
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
	if callerGone(ctx) {
		return nil, ctx.Err()
	}
	return &backend.QueryDataResponse{Responses: responses}, nil
}

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
