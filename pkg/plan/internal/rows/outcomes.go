package rows

import (
	"time"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// matchOutcomes pairs every prediction with its outcomes and numbers them: the last one observed within the horizon
// first (ties: the greatest label), then, where all labels are read, the last one after it. names are what is handed
// on of the predictions.
func (r Rows) matchOutcomes(l Labels, names []string, asNumber bool) (sqlast.Select, error) {
	outcomes, err := r.outcomes(l, asNumber)
	if err != nil {
		return sqlast.Select{}, err
	}
	on, err := r.matchIDs(l.Source)
	if err != nil {
		return sqlast.Select{}, err
	}
	of := func(c sqlast.Column, source string) sqlast.Column { c.Source = source; return c }
	label, seen := of(values.LabelText, "o"), of(values.LabelSeen, "o")
	state := sqlast.Expr(sqlast.Int(summary.InTime))
	order := []sqlast.Order{{X: label, Desc: true}}
	if l.Time != nil {
		due := expr.Plus(of(values.RowTime, "p"), sqlast.Int(l.Horizon.Microseconds()))
		inTime := expr.Compare(seen, sqlast.Le, due)
		order = append([]sqlast.Order{{X: seen, Desc: true}}, order...)
		if l.All {
			state = expr.If(inTime, sqlast.Int(summary.InTime), sqlast.Int(summary.Late))
			order = append([]sqlast.Order{{X: state}}, order...)
		} else {
			on = append(on, inTime)
		}
	}
	state = expr.If(sqlast.IsNull{X: label}, sqlast.Int(summary.Unlabelled), state)
	sel := sqlast.Select{Items: expr.ReadFrom("p", names), From: sqlast.Join{L: sqlast.Ref{Name: Logged, As: "p"},
		R: sqlast.Subquery{Query: outcomes, As: "o"}, On: sqlast.And{List: on}, Left: true, Ranges: l.Time != nil}}
	sel.Items = append(sel.Items, expr.ReadFrom("o", expr.Names(outcomes)[len(r.Source.ID):])...)
	sel.Items = append(sel.Items, expr.As(state, LabelState.Name),
		expr.As(r.matchNumber("p", order), matchName))
	return sel, nil
}

// outcomes reads ids, label and time of the outcomes that can belong to the scan's spans.
func (r Rows) outcomes(l Labels, asNumber bool) (sqlast.Select, error) {
	sel := sqlast.Select{From: sqlast.Table{Name: l.Source.Table}}
	ids, err := l.Source.ReadIDs()
	if err != nil {
		return sel, err
	}
	hasID, err := l.Source.HasID()
	if err != nil {
		return sel, err
	}
	label, err := l.Source.Column(l.Column)
	if err != nil {
		return sel, err
	}
	sel.Items = append(ids, readLabel(values.Value{X: label, Type: label.Type}, asNumber)...)
	where := []sqlast.Expr{hasID, expr.IsPresent(label)}
	if l.Time != nil {
		t, err := r.observation(l)
		if err != nil {
			return sel, err
		}
		sel.Items = append(sel.Items, expr.As(t.Instants(), values.LabelSeen.Name))
		from, to := r.Spans[0].Start, r.Spans[len(r.Spans)-1].End.Add(l.Horizon)
		limits := t.Between(from, to.Add(time.Microsecond))
		if l.All {
			limits = limits[:1]
		}
		where = append(where, limits...)
	}
	sel.Where = sqlast.And{List: where}
	return sel, nil
}

// readLabel is a label as text and, where that is asked for, as a number.
func readLabel(v values.Value, asNumber bool) []sqlast.Item {
	items := []sqlast.Item{{X: v.Text(), As: values.LabelText.Name}}
	if asNumber {
		items = append(items, expr.As(v.Number(), values.LabelNumber.Name))
	}
	return items
}

// latestLabel is how long after the last prediction labels are asked for, where all are.
const latestLabel = 10 * 365 * 24 * time.Hour

// observation is when a label was observed, for the labels that can belong to the scan's spans.
func (r Rows) observation(l Labels) (values.TimeColumn, error) {
	source := l.Source
	if !l.inTable() {
		source = r.Source
	}
	from, to := r.wholeDays()
	to = to.Add(l.Horizon)
	if l.All {
		to = to.Add(latestLabel)
	}
	return values.NewTimeColumn(source, *l.Time, l.zone(), window.Interval{Start: from, End: to})
}
