package plugin

import (
	"context"
	"runtime/debug"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/fault"
)

// safely turns a panic of work into an error that the log explains. Work runs on goroutines that nobody else guards,
// and a panic there would end the process that serves all data sources.
func safely(ctx context.Context, what string, work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			backend.Logger.FromContext(ctx).Error("a panic", "in", what, "panic", p, "stack", string(debug.Stack()))
			err = fault.Newf(fault.Internal, "an internal problem; the server's log has the details")
		}
	}()
	return work()
}
