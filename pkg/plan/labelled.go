package plan

import (
	"time"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// logged is the CTE of the predictions before they meet their outcomes.
const logged = "logged"

var (
	labelText   = sqlast.Column{Name: "label", Type: sqlast.Text}
	labelNumber = sqlast.Column{Name: "y", Type: sqlast.Float}
	labelSeen   = sqlast.Column{Name: "seen", Type: sqlast.Integer}
	rowTime     = sqlast.Column{Name: "t", Type: sqlast.Integer}
)

// labelledBase returns the CTEs of a scan whose predictions meet their outcomes. base then holds for each of them what
// was read, its label (NULL without one that counts), the label's state, and what is made of both.
func (s Scan) labelledBase(read, made []sqlast.Item) ([]sqlast.CTE, error) {
	l := *s.Labels
	own, err := s.ownLabel(l)
	if err != nil {
		return nil, err
	}
	if l.Source.Table != nil {
		if own, err = s.identifiers(); err != nil {
			return nil, err
		}
	}
	first, err := s.base(logged, append(own, read...))
	if err != nil {
		return nil, err
	}
	names := itemNames(first.Query)
	labelled := sqlast.Select{From: sqlast.Ref{Name: logged}}
	if l.Source.Table != nil {
		pairs, err := s.pairs(l, names)
		if err != nil {
			return nil, err
		}
		labelled = sqlast.Select{From: sqlast.Subquery{Query: pairs, As: "c"},
			Where: sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Name: "choice", Type: sqlast.Integer}, R: sqlast.Int(1)}}
		names = itemNames(pairs)
	} else {
		inner := s.judgeOwn(l, names)
		labelled.From, names = sqlast.Subquery{Query: inner, As: "c"}, itemNames(inner)
	}
	for _, name := range names {
		if name != "choice" {
			labelled.Items = append(labelled.Items, sqlast.Item{X: sqlast.Column{Name: name}, As: name})
		}
	}
	for i, d := range s.Dimensions {
		if d.Label {
			labelled.Items = append(labelled.Items, sqlast.Item{As: segmentName(i),
				X: ifElse(sqlast.IsNull{X: labelText}, sqlast.Param{Value: MissingValue}, labelText)})
		}
	}
	labelled.Items = append(labelled.Items, made...)
	return []sqlast.CTE{first, {Name: base, Query: labelled, Materialize: len(s.Columns) > 0}}, nil
}

func itemNames(q sqlast.Query) []string {
	var names []string
	if sel, ok := q.(sqlast.Select); ok {
		for _, item := range sel.Items {
			names = append(names, item.As)
		}
	}
	return names
}

// ownLabel reads the label that lies beside the prediction: as text, as a number where the scan makes columns of it, and
// when it was observed.
func (s Scan) ownLabel(l Labels) ([]sqlast.Item, error) {
	if l.Column == "" {
		return []sqlast.Item{{X: sqlast.Null{Type: sqlast.Text}, As: labelText.Name}}, nil
	}
	if l.Source.Table != nil {
		return nil, nil
	}
	v, err := s.Source.field(summary.LabelKey, l.Column, "")
	if err != nil {
		return nil, err
	}
	items := s.labelItems(v)
	if l.Time != nil {
		t, err := s.observation(l)
		if err != nil {
			return nil, err
		}
		items = append(items, sqlast.Item{X: t.instants(), As: labelSeen.Name})
	}
	return items, nil
}

// labelItems are a label as text and, where the scan has columns, as a number.
func (s Scan) labelItems(v value) []sqlast.Item {
	items := []sqlast.Item{{X: sqlast.ToText{X: v.x, From: v.t}, As: labelText.Name}}
	if s.makesNumbers() {
		items = append(items, sqlast.Item{X: sqlast.ToNumber{X: v.x, From: v.t}, As: labelNumber.Name})
	}
	return items
}

func (s Scan) makesNumbers() bool {
	for _, c := range s.Columns {
		if c.Made.ofLabels() && c.Made != Delay && c.Made != LogLoss {
			return true
		}
	}
	return false
}

// judgeOwn gives the state of labels that lie in the scanned table itself, and blanks those that came too late to count.
func (s Scan) judgeOwn(l Labels, names []string) sqlast.Select {
	sel := sqlast.Select{From: sqlast.Ref{Name: logged}}
	late := sqlast.Expr(nil)
	if l.Time != nil {
		due := plus(rowTime, sqlast.Int(l.Horizon.Microseconds()))
		late = sqlast.Or{List: []sqlast.Expr{sqlast.IsNull{X: labelSeen}, sqlast.Binary{Op: sqlast.Gt, L: labelSeen, R: due}}}
	}
	for _, name := range names {
		x := sqlast.Expr(sqlast.Column{Name: name})
		if late != nil && !l.All {
			switch name {
			case labelText.Name:
				x = ifElse(late, sqlast.Null{Type: sqlast.Text}, labelText)
			case labelNumber.Name:
				x = ifElse(late, sqlast.Null{Type: sqlast.Float}, labelNumber)
			}
		}
		sel.Items = append(sel.Items, sqlast.Item{X: x, As: name})
	}
	state := sqlast.Case{Whens: []sqlast.When{{If: sqlast.IsNull{X: labelText}, Then: sqlast.Int(summary.Unlabelled)}},
		Else: sqlast.Int(summary.InTime)}
	if late != nil {
		then := sqlast.Int(summary.Unlabelled)
		if l.All {
			then = sqlast.Int(summary.Late)
		}
		state.Whens = append(state.Whens, sqlast.When{If: late, Then: then})
	}
	sel.Items = append(sel.Items, sqlast.Item{X: state, As: "state"})
	return sel
}

// pairs pairs every prediction with its outcomes and numbers them: the last one observed within the horizon first (ties:
// the greatest label), then, where all labels are read, the last one after it.
func (s Scan) pairs(l Labels, names []string) (sqlast.Select, error) {
	out, err := s.outcomes(l)
	if err != nil {
		return sqlast.Select{}, err
	}
	on, err := s.joinsOn(l.Source)
	if err != nil {
		return sqlast.Select{}, err
	}
	of := func(c sqlast.Column, source string) sqlast.Column { c.Source = source; return c }
	label, seen := of(labelText, "o"), of(labelSeen, "o")
	state := sqlast.Expr(sqlast.Int(summary.InTime))
	order := []sqlast.Order{{X: label, Desc: true}}
	if l.Time != nil {
		inTime := sqlast.Binary{Op: sqlast.Le, L: seen, R: plus(of(rowTime, "p"), sqlast.Int(l.Horizon.Microseconds()))}
		order = append([]sqlast.Order{{X: seen, Desc: true}}, order...)
		if l.All {
			state = ifElse(inTime, sqlast.Int(summary.InTime), sqlast.Int(summary.Late))
			order = append([]sqlast.Order{{X: state}}, order...)
		} else {
			on = append(on, inTime)
		}
	}
	state = ifElse(sqlast.IsNull{X: label}, sqlast.Int(summary.Unlabelled), state)
	sel := sqlast.Select{From: sqlast.Join{L: sqlast.Ref{Name: logged, As: "p"},
		R: sqlast.Subquery{Query: out, As: "o"}, On: sqlast.And{List: on}, Left: true, Ranges: l.Time != nil}}
	for _, name := range names {
		sel.Items = append(sel.Items, sqlast.Item{X: sqlast.Column{Source: "p", Name: name}, As: name})
	}
	for _, name := range itemNames(out)[len(s.Source.ID):] {
		sel.Items = append(sel.Items, sqlast.Item{X: sqlast.Column{Source: "o", Name: name}, As: name})
	}
	sel.Items = append(sel.Items, sqlast.Item{X: state, As: "state"},
		sqlast.Item{X: s.choice("p", order), As: "choice"})
	return sel, nil
}

// outcomes reads ids, label and time of the outcomes that can belong to the scan's spans.
func (s Scan) outcomes(l Labels) (sqlast.Select, error) {
	sel := sqlast.Select{From: sqlast.Table{Name: l.Source.Table}}
	ids, err := l.Source.readIDs()
	if err != nil {
		return sel, err
	}
	sel.Items = ids
	known, err := l.Source.hasID()
	if err != nil {
		return sel, err
	}
	label, err := l.Source.column(l.Column)
	if err != nil {
		return sel, err
	}
	sel.Items = append(sel.Items, s.labelItems(value{label, label.Type})...)
	where := []sqlast.Expr{known, sqlast.Not{X: sqlast.IsNull{X: label}}}
	if l.Time != nil {
		t, err := s.observation(l)
		if err != nil {
			return sel, err
		}
		sel.Items = append(sel.Items, sqlast.Item{X: t.instants(), As: labelSeen.Name})
		from, to := s.Spans[0].Start, s.Spans[len(s.Spans)-1].End.Add(l.Horizon)
		limits := t.between(from, to.Add(time.Microsecond))
		if l.All {
			limits = limits[:1]
		}
		where = append(where, limits...)
	}
	sel.Where = sqlast.And{List: where}
	return sel, nil
}

// latestLabel is how long after the last prediction labels are asked for, where all are.
const latestLabel = 10 * 365 * 24 * time.Hour

// observation is when a label was observed, for the labels that can belong to the scan's spans.
func (s Scan) observation(l Labels) (timeColumn, error) {
	source := l.Source
	if source.Table == nil {
		source = s.Source
	}
	from, to := s.wholeDays()
	to = to.Add(l.Horizon)
	if l.All {
		to = to.Add(latestLabel)
	}
	return newTimeColumn(source, *l.Time, l.zone(), window.Interval{Start: from, End: to})
}

// zone is that of naive times of labels; it loads, or the model would have been refused.
func (l Labels) zone() *time.Location {
	if zone, err := time.LoadLocation(l.Time.Zone); err == nil {
		return zone
	}
	return time.UTC
}
