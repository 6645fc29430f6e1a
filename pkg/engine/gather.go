package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// scope is what all parts of one gathering have in common: where rows come from and how they are cut.
type scope struct {
	prepared   *prepared
	source     plan.Source
	name       string // of the source: "" the log, else a baseline's name
	dimensions []plan.Dimension
	filters    []plan.Filter
	versions   []string
}

// key identifies the scope in the cache. Texts are quoted: the filters =| [A B] and = [A, B] are not the same.
func (s scope) key() string {
	return fmt.Sprintf("%s|%q|%v|%#v|%#v|%q", s.prepared.revision, s.name, s.source.Unique, s.dimensions, s.filters, s.versions)
}

// scan returns the scope's scan of spans.
func (s scope) scan(spans []window.Interval) plan.Scan {
	return plan.Scan{Model: s.prepared.model, Source: s.source, Spans: spans,
		Dimensions: s.dimensions, Filters: s.filters, Versions: s.versions}
}

// want is what has to be counted.
type want struct {
	columns  []plan.Column
	labelled []plan.Column // made of labels
	joint    bool          // predictions against labels
	score    bool          // … by score cell
	skew     []plan.Column // agreement with the offline table
	raw      bool          // rows as logged, duplicates included
	all      bool          // … whenever they were observed
	early    bool          // predictions count with or without labels
}

// partSpec is one kind of part that a gathering needs: the rows, one column, or the labels.
type partSpec struct {
	key    string // in the cache, without the span
	column plan.Column
	pick   func(plan.Counted) part
}

const rowsPart = "rows"

// gather returns the counts of spans, from the cache where it has them, else by at most two statements: one for the
// columns, one for the labels.
func (e *Engine) gather(ctx context.Context, s scope, spans []window.Interval, w want) (*book, error) {
	if s.source.Time == nil {
		spans = []window.Interval{{}} // a table without time is one span
	}
	b := newBook(spans, slices.Concat(w.columns, w.labelled, w.skew))
	if len(spans) == 0 {
		return b, nil
	}
	group, ctx := errgroup.WithContext(ctx)
	apart := func(work func(context.Context) error) {
		group.Go(func() error {
			_, err := guard(ctx, func(ctx context.Context) (any, error) { return nil, work(ctx) })
			return err
		})
	}
	apart(func(ctx context.Context) error { return e.gatherColumns(ctx, s, b, w) })
	if len(w.labelled) > 0 {
		apart(func(ctx context.Context) error { return e.gatherLabelled(ctx, s, b, w) })
	}
	if len(w.skew) > 0 {
		apart(func(ctx context.Context) error { return e.gatherSkew(ctx, s, b, w.skew) })
	}
	if w.raw && s.source.Unique {
		apart(func(ctx context.Context) error { return e.gatherRaw(ctx, s, b) })
	}
	if w.joint {
		apart(func(ctx context.Context) error { return e.gatherJoint(ctx, s, b, w) })
	}
	return b, group.Wait()
}

// gatherColumns reads rows and columns. Where rows are split by their label, they meet it first.
func (e *Engine) gatherColumns(ctx context.Context, s scope, b *book, w want) error {
	var labels *plan.Labels
	if s.byLabel() {
		read, err := s.prepared.labels(s, w)
		if err != nil {
			return err
		}
		labels = &read
	}
	rows := partSpec{key: s.labelKey(labels) + "|rows", column: plan.Column{Key: rowsPart},
		pick: func(c plan.Counted) part { return part{rows: c.Rows} }}
	return e.gatherParts(ctx, s, b, append([]partSpec{rows}, s.columnParts(w.columns, labels)...), labels)
}

// gatherLabelled reads the columns that are made of labels.
func (e *Engine) gatherLabelled(ctx context.Context, s scope, b *book, w want) error {
	labels, err := s.prepared.labels(s, w)
	if err != nil {
		return err
	}
	return e.gatherParts(ctx, s, b, s.columnParts(w.labelled, &labels), &labels)
}

// gatherSkew compares the log with the offline table.
func (e *Engine) gatherSkew(ctx context.Context, s scope, b *book, columns []plan.Column) error {
	if s.name != "" {
		return nil // a baseline's own table has nothing to be compared with
	}
	if s.byLabel() {
		return fault.Newf(fault.Unsupported, "skew is not split by label").At("splitBy")
	}
	return e.gatherParts(ctx, s, b, s.columnParts(columns, nil), nil)
}

// gatherRaw counts rows without telling duplicates apart.
func (e *Engine) gatherRaw(ctx context.Context, s scope, b *book) error {
	s.source.Unique = false
	counted, err := e.gather(ctx, s, b.spans, want{})
	b.raw = counted.rows
	return err
}

// labelKey is key, told apart by how labels are read.
func (s scope) labelKey(l *plan.Labels) string {
	if l == nil {
		return s.key()
	}
	return fmt.Sprintf("%s|labelled|%v|%s", s.key(), l.All, l.Column)
}

func (s scope) columnParts(columns []plan.Column, l *plan.Labels) []partSpec {
	var specs []partSpec
	for _, column := range columns {
		specs = append(specs, partSpec{
			key:    s.labelKey(l) + "|" + column.Identity(),
			column: column,
			pick:   func(c plan.Counted) part { return part{column: c.Columns[column.Key]} },
		})
	}
	return specs
}

func (e *Engine) gatherParts(ctx context.Context, s scope, b *book, specs []partSpec, labels *plan.Labels) error {
	build := func(g gap) (plan.Statement, error) {
		scan := s.scan(g.spans)
		scan.Labels = labels
		if g.specs[0].column.Made == plan.Matched || g.specs[0].column.Made == plan.Agreement {
			scan.Offline = &s.prepared.offline
		}
		for _, spec := range g.specs {
			if spec.column.Key != rowsPart {
				scan.Columns = append(scan.Columns, spec.column)
			}
		}
		return scan.Count()
	}
	settle := s.prepared.model.Log.Lateness.Approx()
	if labels != nil {
		settle += labels.Horizon
	}
	found, err := e.fill(ctx, specs, b.spans, build, settle)
	if err != nil {
		return err
	}
	for i, spec := range specs {
		for j := range b.spans {
			b.setColumn(spec.column.Key, j, found[i][j])
		}
	}
	return nil
}

func (e *Engine) gatherJoint(ctx context.Context, s scope, b *book, w want) error {
	labels, err := s.prepared.labels(s, w)
	if err != nil {
		return err
	}
	spec := partSpec{
		key:  fmt.Sprintf("%s|joint|%v|%v|%s", s.key(), w.score, w.all, labels.Column),
		pick: func(c plan.Counted) part { return part{joint: c.Outcomes} },
	}
	build := func(g gap) (plan.Statement, error) { return s.scan(g.spans).Joint(labels) }
	settle := s.prepared.model.Log.Lateness.Approx() + labels.Horizon
	found, err := e.fill(ctx, []partSpec{spec}, b.spans, build, settle)
	if err != nil {
		return err
	}
	for j := range b.spans {
		b.joint[j] = found[0][j].joint
	}
	return nil
}

// gap is what the cache lacks: a rectangle of parts by spans, read by one statement.
type gap struct {
	specs []partSpec
	spans []window.Interval
}

// fill returns the parts by spec and span, reading what the cache lacks with one statement.
func (e *Engine) fill(ctx context.Context, specs []partSpec, spans []window.Interval,
	build func(gap) (plan.Statement, error), settleAfter time.Duration) ([][]part, error) {
	found := make([][]part, len(specs))
	lacking := make([]bool, len(spans))
	var g gap
	for i, spec := range specs {
		found[i] = make([]part, len(spans))
		complete := true
		for j, span := range spans {
			p, ok := e.cache.get(spanKey(spec.key, span))
			if !ok {
				complete, lacking[j] = false, true
			}
			found[i][j] = p
		}
		if !complete {
			g.specs = append(g.specs, spec)
		}
	}
	if len(g.specs) == 0 {
		return found, nil
	}
	for j, span := range spans {
		if lacking[j] {
			g.spans = append(g.spans, span)
		}
	}
	counted, err := e.fly(ctx, g, build)
	if err != nil {
		return nil, err
	}
	return found, e.keep(specs, spans, g, counted, found, settleAfter)
}

// keep stores what a statement counted, in the cache and in found.
func (e *Engine) keep(specs []partSpec, spans []window.Interval, g gap, counted []plan.Counted, found [][]part,
	settleAfter time.Duration) error {
	row, column := map[string]int{}, map[window.Interval]int{}
	for i, spec := range specs {
		row[spec.key] = i
	}
	for j, span := range spans {
		column[span] = j
	}
	for k, span := range g.spans {
		for _, spec := range g.specs {
			p := spec.pick(counted[k])
			found[row[spec.key]][column[span]] = p
			e.cache.put(spanKey(spec.key, span), p, span, settleAfter)
		}
	}
	return nil
}

func spanKey(key string, span window.Interval) string {
	return fmt.Sprintf("%s|%d|%d", key, span.Start.Unix(), span.End.Unix())
}

// fly executes a gap's statement once for all callers that want the same at the same time. A caller that leaves does
// not end the scan the others wait for; the last one to leave does.
func (e *Engine) fly(ctx context.Context, g gap, build func(gap) (plan.Statement, error)) ([]plan.Counted, error) {
	var id strings.Builder
	for _, spec := range g.specs {
		id.WriteString(spec.key)
	}
	for _, span := range g.spans {
		id.WriteString(spanKey("", span))
	}
	return e.flights.join(ctx, id.String(), func(ctx context.Context) ([]plan.Counted, error) {
		statement, err := build(g)
		if err != nil {
			return nil, err
		}
		return e.execute(ctx, statement)
	})
}

// execute runs a statement and reads what it counted.
func (e *Engine) execute(ctx context.Context, statement plan.Statement) ([]plan.Counted, error) {
	done, err := e.store.Query(ctx, statement.Query, func(row store.Row) error { return statement.Reader.Add(row) })
	if trace, ok := ctx.Value(traceKey{}).(func(store.Stats)); ok {
		trace(done)
	}
	return statement.Reader.Spans(), err
}
