package engine

import (
	"context"
	"fmt"
	"slices"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// knownTimes are LogTimes with what tells how long they hold.
type knownTimes struct {
	LogTimes
	read    time.Time
	checked time.Time // when the first time was last seen to be that of the table still
	oldest  time.Time // the first time of the table then, wrong clocks included; zero: not known
}

// fresh reports whether they hold without a look at the table. A log without rows is looked at soon.
func (k knownTimes) fresh(now time.Time) bool {
	b := basis{soon: k.First.IsZero()}
	age := now.Sub(k.checked)
	return age >= 0 && age < b.refreshTime(window.Interval{}, now) && now.Sub(k.read) < rereadAfter
}

// logTimes returns when a model's log was logged. It is one query over the whole log. It is asked again after a day, or once the
// oldest row is another one, which a store finds by its index.
func (e *Engine) logTimes(ctx context.Context, p *prepared) (LogTimes, error) {
	return e.timesOf(ctx, p.model, p.log, p.model.Log.Version)
}

func (e *Engine) timesOf(ctx context.Context, m *model.Model, s plan.Source, version string) (LogTimes, error) {
	key := timesKey(m, s)
	known := func() (knownTimes, bool) {
		e.mu.Lock()
		defer e.mu.Unlock()
		k, ok := e.times[key]
		return k, ok && k.fresh(e.now())
	}
	read, err := e.readTimes.once(ctx, key, known, func(ctx context.Context) (knownTimes, error) {
		e.mu.Lock()
		kept, ok := e.times[key]
		e.mu.Unlock()
		next, err := e.refreshTimes(ctx, kept, ok, m, s, version)
		if err != nil {
			return knownTimes{}, err
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		e.times[key] = next
		return next, nil
	})
	return read.LogTimes, err
}

// refreshTimes returns what is kept if the oldest row is the same still; else it reads all times.
func (e *Engine) refreshTimes(ctx context.Context, kept knownTimes, ok bool, m *model.Model, s plan.Source, version string) (knownTimes, error) {
	next := knownTimes{read: e.now(), checked: e.now()}
	if ok && !kept.First.IsZero() {
		x, err := e.extremesOf(ctx, m, s)
		if err != nil {
			return knownTimes{}, err
		}
		if next.oldest = x.first; next.oldest.Equal(kept.oldest) && next.read.Sub(kept.read) < rereadAfter {
			kept.checked = next.checked
			return kept, nil
		}
	}
	q, err := plan.TimesOf(m, s, version)
	if err != nil {
		return knownTimes{}, err
	}
	if next.LogTimes, err = ReadLogTimes(ctx, e.store, q); next.Wrong == (WrongTimes{}) {
		next.oldest = next.First
	}
	return next, err
}

func timesKey(m *model.Model, s plan.Source) string {
	return fmt.Sprintf("%s|%q", m.Revision(), s.Table)
}

// WrongClocks names the rows of a model's log and outcomes that no window holds because of their time.
func (e *Engine) WrongClocks(ctx context.Context, m *model.Model) ([]string, error) {
	p := &prepared{model: m}
	if err := e.findTables(ctx, p); err != nil {
		return nil, err
	}
	return e.wrongClocks(ctx, p)
}

func (e *Engine) wrongClocks(ctx context.Context, p *prepared) ([]string, error) {
	var texts []string
	for _, s := range p.timed() {
		times, err := e.timesOf(ctx, p.model, s.Source, s.version)
		if err != nil {
			return nil, err
		}
		if text := times.WrongText(s.Time.Column); text != "" {
			texts = append(texts, text)
		}
	}
	return texts, nil
}

// timedSource is a table whose rows have times, with the column of the model version.
type timedSource struct {
	plan.Source
	version string
}

// timed lists the log, and the outcomes that say when they were observed.
func (p *prepared) timed() []timedSource {
	list := []timedSource{{p.log, p.model.Log.Version}}
	if p.outcomes.Time != nil {
		list = append(list, timedSource{p.outcomes, ""})
	}
	return list
}

// clockNotices tells of rows that no window holds because of their time, where freshness is asked for. All times are read only where the oldest or the newest is odd, which a store finds by its index.
func (e *Engine) clockNotices(ctx context.Context, p *prepared, asks []ask, r window.Range) ([]Notice, error) {
	if !slices.ContainsFunc(asks, func(a ask) bool { return a.measure.Needs.Has(measure.NeedLatest) }) {
		return nil, nil
	}
	odd := false
	for _, s := range p.timed() {
		is, err := e.hasOddTimes(ctx, p.model, s.Source, r)
		if err != nil {
			return nil, err
		}
		odd = odd || is
	}
	if !odd {
		return nil, nil
	}
	texts, err := e.wrongClocks(ctx, p)
	var notices []Notice
	for _, text := range texts {
		notices = append(notices, Notice{Warning: true, Text: text})
	}
	if kind := fault.As(err).Kind; err != nil && (kind == fault.Timeout || kind == fault.TooLarge) {
		return []Notice{{Warning: true, Text: "time_out_of_range: some rows have a wrong clock; all times could not be read in time to count them"}}, nil
	}
	return notices, err
}

// oldestLog is the first time that is not odd: no log is older than the stores that Leeway reads.
var oldestLog = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// hasOddTimes reports whether the first or the last time of a source is odd: before the year 2000, more than a year after a
// range, or none. What is known of the source is looked at instead.
func (e *Engine) hasOddTimes(ctx context.Context, m *model.Model, s plan.Source, r window.Range) (bool, error) {
	key := timesKey(m, s)
	e.mu.Lock()
	known, read := e.times[key]
	e.mu.Unlock()
	if read && known.fresh(e.now()) {
		return known.WrongText("") != "", nil
	}
	x, err := e.extremesOf(ctx, m, s)
	return x.first.Before(oldestLog) || x.last.After(r.End.AddDate(1, 0, 0)), err
}

// extremes are the first and the last time of a source.
type extremes struct{ first, last, read time.Time }

// extremesOf returns the extremes of a source, kept for the longest refresh time.
func (e *Engine) extremesOf(ctx context.Context, m *model.Model, s plan.Source) (extremes, error) {
	key := timesKey(m, s)
	e.mu.Lock()
	x, asked := e.extremes[key]
	e.mu.Unlock()
	if age := e.now().Sub(x.read); asked && age >= 0 && age < refreshMax {
		return x, nil
	}
	x, err := e.readExtremes(ctx, s)
	if err == nil {
		e.mu.Lock()
		e.extremes[key] = x
		e.mu.Unlock()
	}
	return x, err
}

func (e *Engine) readExtremes(ctx context.Context, s plan.Source) (extremes, error) {
	x := extremes{first: oldestLog, last: oldestLog, read: e.now()}
	q, instant, err := plan.Extremes(s)
	if err != nil {
		return x, err
	}
	_, err = e.store.Query(ctx, q, func(row store.Row) error {
		first, begins := row.Int(0)
		last, ends := row.Int(1)
		switch {
		case begins && ends:
			x.first, x.last = instant(first), instant(last)
		case !row.Null(2):
			x.first = time.Time{} // an infinite time is none
		}
		return nil
	})
	return x, err
}

// LogTimes returns when the rows of a model's log were logged, by day and version.
func (e *Engine) LogTimes(ctx context.Context, m *model.Model) (LogTimes, error) {
	p := &prepared{model: m}
	if err := e.findTables(ctx, p); err != nil {
		return LogTimes{}, err
	}
	return e.logTimes(ctx, p)
}
