package gather

import (
	"encoding/binary"
	"strings"
	"unique"

	"leeway/pkg/engine/internal/shared"
	"leeway/pkg/fault"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// Request is requirements that one statement can serve: columns of the same rows, each in the same spans. Whoever serves
// it may serve some of its requirements and leave others.
type Request struct {
	Kind    Kind
	Scope   Scope         // the rows
	Labels  *plan.Labels  // which the rows meet before they are counted; nil: none
	Columns []plan.Column // of which rows and predictions against labels have nothing but a key
	Spans   []window.Interval
	basis   Basis         // the tables that all is counted from
	asked   []Requirement // by column, without a span
	fuller  []Requirement // by column, a requirement whose counts tell the same and more; zero: there is none
}

// newRequest returns the request for columns in spans.
func newRequest(k Kind, s Scope, labels *plan.Labels, columns []plan.Column, spans []window.Interval) Request {
	r := Request{Kind: k, Scope: s, Labels: labels, Columns: columns, Spans: spans, basis: s.Basis(labels),
		asked: make([]Requirement, len(columns)), fuller: make([]Requirement, len(columns))}
	of := Requirement{Source: unique.Make(s.source(k, labels)), Dimensions: NewDimensions(s.Dimensions),
		Filters: NewFilters(s.Filters, s.Versions)}
	for i, c := range columns {
		of.Column = unique.Make(c.Identity())
		r.asked[i] = of
		if c.KeysSuffice() {
			c.CountsOnly = false
			of.Column = unique.Make(c.Identity())
			r.fuller[i] = of
		}
	}
	return r
}

// source returns which rows of the scope are counted, made ready for a kind of counts.
func (s Scope) source(k Kind, l *plan.Labels) Source {
	of := Source{Revision: s.Origin.Revision, Table: s.Name, Kind: k, Once: s.Source.Unique}
	if l != nil {
		of.Labels = Reading{Column: l.Column, Late: l.All, Scores: l.Score}
	}
	return of
}

// Requirement is what is required of one column in one span, by their places.
func (r Request) Requirement(column, span int) Requirement { return in(r.asked[column], r.Spans[span]) }

func in(r Requirement, span window.Interval) Requirement {
	r.Span = NewSpan(span)
	return r
}

// requirements are all that a request asks for, as one comparable value.
type requirements struct {
	columns shared.Sequence[Requirement] // without their spans
	spans   string                       // their starts and ends in microseconds, eight bytes each
}

func (r Request) requirements() (all requirements) {
	for _, asked := range r.asked {
		all.columns = all.columns.With(asked)
	}
	spans := make([]byte, 0, 16*len(r.Spans))
	for _, span := range r.Spans {
		s := NewSpan(span)
		spans = binary.LittleEndian.AppendUint64(spans, uint64(s.Start))
		spans = binary.LittleEndian.AppendUint64(spans, uint64(s.End))
	}
	all.spans = string(spans)
	return all
}

// scan returns the scan of the request's rows for its columns.
func (r Request) scan() plan.Scan {
	scan := r.Scope.Scan(r.Spans)
	scan.Labels = r.Labels
	for _, c := range r.Columns {
		if c.Key != RowsKey {
			scan.Columns = append(scan.Columns, c)
		}
	}
	return scan
}

// of returns the request for some of its columns, in some of its spans.
func (r Request) of(columns, spans []int) Request {
	some := r
	some.Columns, some.Spans, some.asked, some.fuller = nil, nil, nil, nil
	for _, i := range columns {
		some.Columns = append(some.Columns, r.Columns[i])
		some.asked, some.fuller = append(some.asked, r.asked[i]), append(some.fuller, r.fuller[i])
	}
	for _, j := range spans {
		some.Spans = append(some.Spans, r.Spans[j])
	}
	return some
}

// left is what parts leave of a request: the columns that lack a part, in the spans that lack one. One statement reads
// all of them.
type left struct {
	Request
	columns, spans []int // their places in the request
}

// without returns what parts leave of the request.
func (r Request) without(served Parts) left {
	l := left{}
	lacking := make([]bool, len(r.Spans))
	for i, parts := range served {
		complete := true
		for j, p := range parts {
			if p == nil {
				complete, lacking[j] = false, true
			}
		}
		if !complete {
			l.columns = append(l.columns, i)
		}
	}
	for j, lacks := range lacking {
		if lacks {
			l.spans = append(l.spans, j)
		}
	}
	if len(l.columns) > 0 {
		l.Request = r.of(l.columns, l.spans)
	}
	return l
}

// drop takes out of what was read for the rest of a request what others have served: a statement reads all columns in
// all spans.
func (l left) drop(served, read Parts) {
	for i, column := range l.columns {
		for j, span := range l.spans {
			if served[column][span] != nil {
				read[i][j] = nil
			}
		}
	}
}

// fill puts what was read for the rest of a request where it belongs.
func (p Parts) fill(l left, read Parts) {
	for i, column := range l.columns {
		for j, span := range l.spans {
			if read[i][j] != nil {
				p[column][span] = read[i][j]
			}
		}
	}
}

// halves returns two requests that make the whole. Every statement counts rows, so they are no column of either half.
func (r Request) halves() (first, second Request, ok bool) {
	columns, spans := places(len(r.Columns)), places(len(r.Spans))
	counted := len(columns)
	if r.Columns[0].Key == RowsKey {
		counted--
	}
	switch {
	case counted > 1:
		half := len(columns) - counted/2
		return r.of(columns[:half], spans), r.of(columns[half:], spans), true
	case len(spans) > 1:
		half := len(spans) / 2
		return r.of(columns, spans[:half]), r.of(columns, spans[half:]), true
	}
	return r, r, false
}

func places(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// explain names the column that is too large alone.
func (r Request) explain(err error) error {
	f := fault.As(err)
	key := r.Columns[len(r.Columns)-1].Key
	if key == JointKey || key == RowsKey {
		return f
	}
	return fault.Newf(fault.TooLarge, "%s alone: %s", strings.Replace(key, ":", " ", 1), f.Message).Because(err)
}
