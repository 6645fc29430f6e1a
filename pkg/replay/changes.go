package replay

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// Change is something that happened to a model or to what it is judged by.
type Change struct {
	Model *model.Model
	Kind  query.ChangeKind
	ID    string    // stable: the same change has it in every range that holds it whole
	Start time.Time // where it begins
	End   time.Time // zero: it is a moment, or lasts still
	Title string
	Text  string
	Tags  []string
}

// Changes returns what happened to a model in a range, the oldest first, of the kinds that a query names; none: all.
// Breaches and adoptions are those of the policies that alert, or of the one that the query names.
func Changes(ctx context.Context, e *engine.Engine, m *model.Model, q query.Query,
	r window.Range) ([]Change, []engine.Notice, error) {
	if err := cmp.Or(q.Validate(m), window.CheckRange(r)); err != nil {
		return nil, nil, err
	}
	asks := func(kind query.ChangeKind) bool { return len(q.Changes) == 0 || slices.Contains(q.Changes, kind) }
	var list []Change
	var notices []engine.Notice
	if asks(query.Announced) {
		announced, err := announcements(m, r)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, announced...)
	}
	if asks(query.RollOut) && m.Log.Version != "" {
		times, err := e.LogTimes(ctx, m)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, rollOuts(m, times, r)...)
	}
	if asks(query.Adoption) || asks(query.Breached) {
		judged, more, err := fromPolicies(ctx, e, m, q, r)
		if err != nil {
			return nil, nil, err
		}
		notices = more
		for _, c := range judged {
			if asks(c.Kind) {
				list = append(list, c)
			}
		}
	}
	slices.SortStableFunc(list,
		func(a, b Change) int { return cmp.Or(a.Start.Compare(b.Start), strings.Compare(a.ID, b.ID)) })
	return list, notices, nil
}

// announcements are the documented changes that a range meets.
func announcements(m *model.Model, r window.Range) ([]Change, error) {
	found, err := window.Expected(m, r)
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(m.Timezone)
	if err != nil {
		return nil, err
	}
	var list []Change
	for _, e := range found {
		from, err := e.From.In(zone)
		if err != nil {
			return nil, err
		}
		to, err := e.To.In(zone)
		if err != nil {
			return nil, err
		}
		c := change(m, query.Announced, from, "Announced: "+e.Reason, e.Reason)
		c.End = to
		c.Text = e.Link
		list = append(list, c)
	}
	return list, nil
}

// change makes a change with its tags; id tells it from others of its kind that begin at once.
func change(m *model.Model, kind query.ChangeKind, start time.Time, title, id string, tags ...string) Change {
	return Change{Model: m, Kind: kind, Start: start, Title: title,
		ID:   fmt.Sprintf("%s/%s/%s/%d", m.ID, kind, id, start.Unix()),
		Tags: append([]string{"leeway", string(kind), m.ID}, tags...)}
}

// longRange is the length from which changes are looked for week by week: a panel of a year does not show days, and
// waits for them long.
const longRange = 100 * 24 * time.Hour

var aWeek = model.Duration{Days: 7}

// fromPolicies are the breaches of policies, and the levels that became the new normal.
func fromPolicies(ctx context.Context, e *engine.Engine, m *model.Model, q query.Query,
	r window.Range) (list []Change, notices []engine.Notice, err error) {
	adopted := map[string]time.Time{} // when the subject's level was adopted last
	for _, p := range policies(m, q) {
		asked := q
		if asked.Every.IsZero() && r.End.Sub(r.Start) > longRange {
			asked.Every = stepOf(m, p, aWeek)
		}
		series, more, err := judge(ctx, e, m, p, asked, r)
		if err != nil {
			return nil, nil, err
		}
		for _, n := range more {
			if !slices.Contains(notices, n) {
				notices = append(notices, n)
			}
		}
		for _, s := range series {
			for _, episode := range Episodes(s, r.End) {
				list = append(list, breachOf(m, episode))
			}
			list = append(list, adoptionsOf(m, s, r, adopted)...)
		}
	}
	return list, notices, nil
}

// breachOf annotates an episode, from the end of the first window past the bound to that of the last.
func breachOf(m *model.Model, e Episode) Change {
	policy, name := e.Series.Policy, subjectOf(e.Series)
	c := change(m, query.Breached, e.First, "Breach: "+strings.TrimSpace(cmp.Or(policy.Title, policy.ID)+" "+name),
		policy.ID+"/"+name,
		string(policy.Tier), policy.ID)
	if e.Last.After(e.First) {
		c.End = e.Last
	}
	c.Text = e.Worst.Explanation()
	if e.Windows > 1 {
		c.Text = fmt.Sprintf("%d windows past the bound; the worst: %s", e.Windows, c.Text)
	}
	return c
}

// adoptionsOf are the moments in a range at which a level that was unusual at first became the new normal. Windows of
// each weekday are judged by themselves, and measures of one feature together: what they adopt within the length of a
// window is said once.
func adoptionsOf(m *model.Model, s engine.Series, r window.Range, adopted map[string]time.Time) (list []Change) {
	subject := cmp.Or(s.Feature, s.Measure.ID) + segmentText(s)
	for _, p := range s.Points {
		if p.Adopted.IsZero() || p.Adopted.Before(r.Start) || !p.Adopted.Equal(p.At) {
			continue
		}
		known, before := adopted[subject]
		if adopted[subject] = p.At; before && p.At.Sub(known) <= p.At.Sub(startOf(p)) {
			continue
		}
		title := "New normal: " + subject
		if x, ok := p.Stats[query.Current]; ok {
			title += " " + engine.FormatStat(s, query.Current, x)
		}
		c := change(m, query.Adoption, p.At, title, subject, s.Policy.ID)
		c.Text = "A level that was unusual at first has lasted. From here on windows are compared with it."
		list = append(list, c)
	}
	return list
}

// subjectOf names what a series is about, by its feature and segment.
func subjectOf(s engine.Series) string {
	return strings.TrimSpace(s.Feature + segmentText(s))
}

func segmentText(s engine.Series) (text string) {
	for _, l := range s.Segment {
		text += fmt.Sprintf(" %s=%s", l.Name, l.Value)
	}
	return text
}
