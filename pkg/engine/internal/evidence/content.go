package evidence

import (
	"encoding/json"
	"maps"
	"slices"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// Content is the content of all that follows from the evidence, whatever range it was asked for and whichever stats are
// shown of it. ok is false where parts alone do not tell it.
func (e *Evidence) Content() (of derived.Content, ok bool) {
	if e.Log == nil || e.Log.Derived == nil || e.LabelTexts != nil {
		return of, false
	}
	d := derived.NewDigest()
	if !e.Question.digest(d) {
		return of, false
	}
	for _, counts := range append([]*gather.SpanCounts{e.Log, e.Table}, e.launches()...) {
		if d.Flag(counts != nil); counts != nil {
			counts.Digest(d)
		}
	}
	d.Times(e.Begin, e.First)
	for _, segment := range e.Segments {
		d.Text(string(segment))
	}
	for _, v := range e.Views {
		if c, there := e.Calibration[v.Current.Interval]; there {
			if c.Content == nil {
				return of, false
			}
			d.Content(*c.Content)
		}
		if s, there := e.Silence[v.Current.Interval]; there {
			s.digest(d)
		}
	}
	return d.Sum(), true
}

// launches are the counts of the first days of versions, in the order of their names.
func (e *Evidence) launches() (list []*gather.SpanCounts) {
	for _, version := range slices.Sorted(maps.Keys(e.Launches)) {
		list = append(list, e.Launches[version])
	}
	return list
}

// digest takes in what is asked. It reports whether all of it could be written.
func (q Question) digest(d *derived.Digest) bool {
	asked := struct {
		Query    query.Query
		Measure  string
		Param    query.Measure
		Policy   *model.Policy
		Target   query.Target
		Subjects []resolve.Subject
		Baseline resolve.Baseline
		Binned   bool
		Along    *query.Split
	}{q.Query, q.Ask.Measure.ID, q.Ask.Param, q.Ask.Policy, q.Ask.Target, q.Ask.Subjects, q.Ask.Baseline, q.Ask.Binned,
		q.Ask.Along}
	asked.Query.RefID, asked.Query.Stats = "", nil
	text, err := json.Marshal(asked)
	d.Text(string(text))
	d.Flag(q.ShowsUsual())
	d.Flag(q.ShowsChangeInterval())
	for _, v := range q.Views {
		d.Text(v.Current.Length.String() + v.Current.End.Location().String() + v.Launched.What() + v.Launched.Reason)
		d.Times(v.Current.Start, v.Current.End)
		if d.Flag(v.Baseline != nil); v.Baseline != nil {
			d.Times(v.Baseline.Start, v.Baseline.End)
		}
		d.Number(uint64(len(v.History)))
		for _, w := range v.History {
			d.Times(w.Start, w.End)
		}
	}
	return err == nil
}
