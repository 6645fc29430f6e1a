package plugin

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"golang.org/x/sync/errgroup"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/frame"
	"leeway/pkg/query"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// parallel is how many queries of one request run at once; identical scans are shared anyway.
const parallel = 4

// Caller is who asks, as far as it decides what is shown.
type Caller struct {
	// Viewer, Editor or Admin, whose single rows a model may show; empty: not signed in, or an alert rule
	Role      string
	SeesSQL   bool // editors, admins and the command line
	FromAlert bool // alert rules: only number and time series are served
	Stamped   bool // frames carry the time their rows were read; the command line leaves it out to be byte-stable
}

// alertHeader is the header that Grafana's alerting sends.
const alertHeader = "FromAlert"

// FromAlert reports whether a request of HTTP says that an alert rule asks.
func FromAlert(h http.Header) bool { return h.Get(alertHeader) == "true" }

// CallerOf reads the caller from a request of Grafana's.
func CallerOf(p backend.PluginContext, headers map[string]string) Caller {
	c := Caller{Stamped: true, FromAlert: headers[alertHeader] == "true"}
	// Anonymous users may have any role, but no login.
	if !c.FromAlert && p.User != nil && p.User.Login != "" {
		c.Role = p.User.Role
	}
	c.SeesSQL = c.Role == "Editor" || c.Role == "Admin"
	return c
}

// hideNames is a fault as the caller may read it: only who sees SQL reads what else there is in the store.
func (c Caller) hideNames(f *fault.Error) *fault.Error {
	if f == nil || c.SeesSQL {
		return f
	}
	return f.WithoutNames()
}

// Answer answers all queries of a request; one that fails leaves the others alone.
func (i *Instance) Answer(ctx context.Context, queries []backend.DataQuery, caller Caller) backend.Responses {
	responses := backend.Responses{}
	var mu sync.Mutex
	var group errgroup.Group
	group.SetLimit(parallel)
	for _, q := range queries {
		group.Go(func() error {
			r := i.answerSafely(ctx, q, caller)
			mu.Lock()
			defer mu.Unlock()
			responses[q.RefID] = r
			return nil
		})
	}
	_ = group.Wait() // no error is returned above
	return responses
}

// answerSafely turns a panic into an error of that query alone.
func (i *Instance) answerSafely(ctx context.Context, q backend.DataQuery, caller Caller) backend.DataResponse {
	var frames data.Frames
	err := safely(ctx, "query "+q.RefID, func() (err error) {
		frames, err = i.answerOne(ctx, q, caller)
		return err
	})
	if err != nil {
		return failed(ctx, err, caller)
	}
	return backend.DataResponse{Frames: frames, Status: backend.StatusOK}
}

func (i *Instance) answerOne(ctx context.Context, q backend.DataQuery, caller Caller) (data.Frames, error) {
	parsed, err := query.Parse(q.JSON)
	if err != nil {
		return nil, err
	}
	if err := caller.checkShape(parsed); err != nil {
		return nil, err
	}
	if parsed.QueryType == query.TypeHealth {
		return i.answerHealth(ctx, parsed, caller)
	}
	broken, err := i.refuseBroken(&parsed, caller)
	if err != nil {
		return nil, err
	}
	e, err := i.Engine(ctx)
	if err != nil {
		return nil, err
	}
	if err := caller.narrow(&parsed, e.Models()); err != nil {
		return nil, err
	}
	limit := caller.timeLimit(ctx, i.limits().QueryTimeout)
	ctx, stop := context.WithTimeoutCause(ctx, limit, fault.Newf(fault.Timeout,
		"the query took longer than %s (limits.queryTimeout)", roundLimit(limit)))
	defer stop()
	asked := window.Range{Start: q.TimeRange.From, End: q.TimeRange.To}
	frames, err := i.answerInTime(ctx, e, parsed, asked, caller, broken)
	return frames, endedBy(ctx, err)
}

// roundLimit leaves out the digits of a time limit that nobody set: what is left of an alert rule's time has many.
func roundLimit(limit time.Duration) time.Duration {
	if limit < time.Second {
		return limit.Round(time.Millisecond)
	}
	return limit.Round(100 * time.Millisecond)
}

// endedBy returns the fault of the time limit where that ended what failed: a statement that it ended may say no more
// than that it was cancelled.
func endedBy(ctx context.Context, err error) error {
	var limit *fault.Error
	if err == nil || !errors.As(context.Cause(ctx), &limit) {
		return err
	}
	f := fault.As(err)
	if f.Kind != fault.Canceled && f.Kind != fault.Internal {
		return err
	}
	return limit.At(f.Path).Because(err)
}

// answerInTime answers a query within the time that its context has.
func (i *Instance) answerInTime(ctx context.Context, e *engine.Engine, parsed query.Query, asked window.Range,
	caller Caller, broken []engine.LeftOut) (data.Frames, error) {
	if parsed.QueryType == query.TypeChanges {
		return caller.answerChanges(ctx, e, parsed, asked, broken)
	}
	if parsed.QueryType == query.TypeBacktest {
		return caller.answerBacktest(ctx, e, parsed, asked, broken)
	}
	statements := &recorder{}
	result, err := e.Answer(engine.WithTrace(ctx, statements.add), parsed, asked)
	if err != nil {
		return nil, err
	}
	if err := caller.alertRuleError(result.LeftOut); err != nil {
		return nil, err
	}
	result.Notices = append(result.Notices, caller.noticesOf(append(broken, result.LeftOut...))...)
	if caller.Stamped && result.Overdue {
		result.Notices = append(result.Notices, engine.Notice{Warning: true,
			Text: fmt.Sprintf("some of what is shown was read %s ago",
				i.env.Now().Sub(result.ReadAt).Round(time.Second))})
	}
	options := frame.Options{Stamped: caller.Stamped}
	if caller.SeesSQL {
		options.Statements = statements.text()
	}
	return frame.Build(result, options)
}

// callerGone reports whether nobody waits for the answer any more.
func callerGone(ctx context.Context) bool { return errors.Is(ctx.Err(), context.Canceled) }

// timeLimit is how long a query may take. Grafana gives an alert rule 30 s and asks for its figures one after another,
// so one of them takes at most half of what is left, and the next ones find what it read. What does not fit is judged by
// the nearest windows of the history.
func (c Caller) timeLimit(ctx context.Context, limit time.Duration) time.Duration {
	if deadline, ok := ctx.Deadline(); ok && c.FromAlert {
		limit = min(limit, time.Until(deadline)/2)
	}
	return limit
}

// checkShape refuses what Grafana's alerting cannot read: tables, and several values with the same labels.
func (c Caller) checkShape(q query.Query) error {
	switch {
	case !c.FromAlert:
		return nil
	case q.Format == query.Table:
		return fault.Newf(fault.BadQuery, "alert rules can use the formats number and timeseries, not %s",
			q.Format).At("format")
	case len(q.Stats) > 1:
		return fault.Newf(fault.BadQuery, "an alert rule can use one stat in a query, not %d; write a query for each",
			len(q.Stats)).At("stats")
	}
	return nil
}

// noticesOf says which models are left out, and why, in as much detail as the caller may see.
func (c Caller) noticesOf(models []engine.LeftOut) (notices []engine.Notice) {
	for _, left := range models {
		left.Fault = c.hideNames(left.Fault)
		notices = append(notices, left.Notice())
	}
	return notices
}

// refuseBroken fails a query that names a refused model or leaves no other, and returns those that are left out of "all
// models".
func (i *Instance) refuseBroken(q *query.Query, caller Caller) ([]engine.LeftOut, error) {
	broken := i.Broken()
	for _, id := range q.Models {
		if f, ok := broken[id]; ok {
			return nil, f
		}
	}
	if len(q.Models) > 0 {
		return nil, nil
	}
	var out []engine.LeftOut
	for _, id := range sortedNames(broken) {
		out = append(out, engine.LeftOut{Model: id, Fault: broken[id]})
	}
	if len(out) > 0 && len(i.settings.Models) == 0 {
		return nil, engine.Unanswered(out)
	}
	return out, caller.alertRuleError(out)
}

// alertRuleError returns the error of an alert rule on "all models" some of which cannot be read or parsed. Grafana
// resolves the alerts of a series that is missing, so that leaving a model out would end its alerts without a word.
func (c Caller) alertRuleError(out []engine.LeftOut) error {
	unreadable := slices.DeleteFunc(slices.Clone(out), func(left engine.LeftOut) bool { return !left.Unreadable() })
	if !c.FromAlert || len(unreadable) == 0 {
		return nil
	}
	return engine.Unanswered(unreadable)
}

// recorder collects the SQL of the statements a query ran.
type recorder struct {
	mu   sync.Mutex
	list []string
}

func (r *recorder) add(s store.Stats) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, s.SQL)
}

func (r *recorder) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(slices.Sorted(slices.Values(r.list)), ";\n\n") // statements run side by side, in no fixed order
}

// failed turns an error into a response with its status and source. The cause is for the log alone.
func failed(ctx context.Context, err error, caller Caller) backend.DataResponse {
	f := fault.As(err)
	if ctx.Err() != nil && f.Kind == fault.Internal {
		f = fault.Newf(fault.Canceled, "the query was cancelled").Because(err)
	}
	source := backend.ErrorSourcePlugin
	if f.Downstream() {
		source = backend.ErrorSourceDownstream
	}
	if f.Cause != nil && !callerGone(ctx) {
		backend.Logger.FromContext(ctx).Warn("a query failed", "kind", string(f.Kind), "error", f.Error(), "cause",
			f.Cause.Error())
	}
	status := f.Status()
	if status == 499 { // not a status of net/http's
		status = http.StatusRequestTimeout
	}
	return backend.DataResponse{Error: caller.hideNames(f), Status: backend.Status(status), ErrorSource: source}
}
