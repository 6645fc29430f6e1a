package engine

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
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
	return plan.Scan{Rows: plan.Rows{Model: s.prepared.model, Source: s.source, Spans: spans,
		Dimensions: s.dimensions, Filters: s.filters, Versions: s.versions}}
}

// want is what has to be counted.
type want struct {
	columns  []plan.Column
	labelled []plan.Column     // made of labels
	joint    bool              // predictions against labels
	score    bool              // … by score cell
	skew     []plan.Column     // agreement with the offline table
	pairs    []plan.Column     // of two variables, all of the label or none
	outcomes []plan.Column     // of a table of outcomes: revisions or orphans
	distinct []plan.Column     // whose distinct values are counted …
	windows  []window.Interval // … in each of these as a whole
	raw      bool              // rows as logged, duplicates included
	all      bool              // … whenever they were observed
	early    bool              // predictions count with or without labels
}

// partSpec is one kind of part that a gathering needs: the rows, one column, or the labels.
type partSpec struct {
	key    string // in the cache, without the span
	fuller string // the key of a part that tells the same and more; may be empty
	column plan.Column
	pick   func(plan.Counted) part
}

// The keys of parts that belong to no column.
const (
	rowsPart  = "rows"
	rawPart   = "|raw"
	jointPart = "|joint"
)

// gather returns the counts of spans, from the cache where it has them, else by at most two statements: one for the
// columns, one for the labels.
func (e *Engine) gather(ctx context.Context, s scope, spans []window.Interval, w want) (*book, error) {
	if s.source.Time == nil {
		spans = []window.Interval{{}} // a table without time is one span
		w.windows = spans
	}
	b := newBook(spans, slices.Concat(w.columns, w.labelled, w.skew, w.pairs, w.outcomes))
	b.names, b.derived = s.prepared.names, e.cache.derived
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
	if len(w.distinct) > 0 {
		apart(func(ctx context.Context) error { return e.gatherDistinct(ctx, s, b, w) })
	}
	if len(w.pairs) > 0 {
		apart(func(ctx context.Context) error { return e.gatherPairs(ctx, s, b, w) })
	}
	if len(w.outcomes) > 0 {
		apart(func(ctx context.Context) error { return e.gatherOutcomes(ctx, s, b, w.outcomes[0]) })
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
	labels, err := s.labelsBefore(w, false)
	if err != nil {
		return err
	}
	return e.gatherParts(ctx, s, b, append([]partSpec{s.rowsSpec(labels)}, s.columnParts(w.columns, labels)...), labels)
}

func (s scope) rowsSpec(l *plan.Labels) partSpec {
	return partSpec{key: s.labelKey(l) + "|rows", column: plan.Column{Key: rowsPart},
		pick: func(c plan.Counted) part { return part{rows: c.Rows} }}
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
	copy(b.ids[rawPart], counted.ids[rowsPart])
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
		full := column
		full.CountsOnly = false
		specs = append(specs, partSpec{
			key:    s.labelKey(l) + "|" + column.Identity(),
			fuller: s.labelKey(l) + "|" + full.Identity(),
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
		if g.specs[0].column.Derived == plan.Matched || g.specs[0].column.Derived == plan.Agreement {
			scan.Offline = &s.prepared.offline
		}
		for _, spec := range g.specs {
			if spec.column.Key != rowsPart {
				scan.Columns = append(scan.Columns, spec.column)
			}
		}
		if g.specs[0].column.Pair != nil {
			return scan.Pairs(e.store.Dialect().Counting)
		}
		return scan.Count(e.store.Dialect().Counting)
	}
	found, err := e.fill(ctx, specs, b.spans, build, s.basis(labels, specs[0].column))
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
	found, err := e.fill(ctx, []partSpec{spec}, b.spans, build, s.basis(&labels, plan.Column{}))
	if err != nil {
		return err
	}
	for j := range b.spans {
		b.joint[j], b.ids[jointPart][j] = found[0][j].joint, found[0][j].id
	}
	return nil
}
