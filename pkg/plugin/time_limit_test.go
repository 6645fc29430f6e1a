package plugin

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
)

// Whatever a store says of a statement that the time limit of its query ended, the reader reads of the limit.
func TestWhatTheTimeLimitEndsSaysSo(t *testing.T) {
	for _, said := range []error{
		fault.Newf(fault.Canceled, "the query was cancelled"),
		context.Canceled,
		errors.New("the driver gave up"),
	} {
		limited := strings.Replace(flights, "{", `{"limits": {"queryTimeout": "20ms"}, `, 1)
		i := instance(t, limited, &fake{query: func(ctx context.Context, _ dialect.Statement) error {
			<-ctx.Done()
			return said
		}})
		r := send(i, rows, "Viewer", nil)
		if r.Status != http.StatusGatewayTimeout || r.Error == nil ||
			!strings.HasSuffix(r.Error.Error(), "the query took longer than 20ms (limits.queryTimeout)") {
			t.Errorf("%v: status %d, %v", said, r.Status, r.Error)
		}
	}
}
