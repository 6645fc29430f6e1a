package logtimes

import (
	"context"
	"fmt"
	"sync"
	"time"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/engine/internal/refresh"
	"leeway/pkg/engine/internal/shared"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// knownTimes are LogTimes with what tells how long they hold.
type knownTimes struct {
	Times
	read    time.Time
	checked time.Time // when the first time was last seen to be that of the table still
	oldest  time.Time // the first time of the table then, wrong clocks included; zero: not known
}

// fresh reports whether they hold without a look at the table. A log without rows is looked at soon.
func (k knownTimes) fresh(now time.Time) bool {
	age := now.Sub(k.checked)
	return age >= 0 && age < refresh.TimeOfTable(k.First.IsZero()) && now.Sub(k.read) < refresh.RereadAfter
}

// Reader reads when the rows of tables were logged, and keeps what it read. It is safe for concurrent use.
type Reader struct {
	store    store.Store
	now      func() time.Time
	mu       sync.Mutex
	times    map[string]knownTimes // by model and table
	loads    shared.Loads[string, knownTimes]
	extremes map[string]extremes // by model and table
}

// NewReader returns a reader that has read nothing yet.
func NewReader(s store.Store, now func() time.Time) *Reader {
	return &Reader{store: s, now: now, times: map[string]knownTimes{}, extremes: map[string]extremes{}}
}

// Clear has all times read again.
func (t *Reader) Clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.times)
	clear(t.extremes)
}

// Forget has the times of a model's log read again.
func (t *Reader) Forget(p catalog.Tables) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.times, timesKey(p.Model, p.Log))
}

// OfLog returns when a model's log was logged. It is one query over the whole log. It is asked again after a day, or
// once the oldest row is another one, which a store finds by its index.
func (t *Reader) OfLog(ctx context.Context, p catalog.Tables) (Times, error) {
	return t.read(ctx, p.Model, p.Log, p.Model.Log.Version)
}

func (t *Reader) read(ctx context.Context, m *model.Model, s plan.Source, version string) (Times, error) {
	key := timesKey(m, s)
	known := func() (knownTimes, bool) {
		t.mu.Lock()
		defer t.mu.Unlock()
		k, ok := t.times[key]
		return k, ok && k.fresh(t.now())
	}
	read, err := t.loads.Load(ctx, key, known, func(ctx context.Context) (knownTimes, error) {
		t.mu.Lock()
		kept, ok := t.times[key]
		t.mu.Unlock()
		next, err := t.refresh(ctx, kept, ok, m, s, version)
		if err != nil {
			return knownTimes{}, err
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		t.times[key] = next
		return next, nil
	})
	return read.Times, err
}

// refresh returns what is kept if the oldest row is the same still; else it reads all times.
func (t *Reader) refresh(ctx context.Context, kept knownTimes, ok bool, m *model.Model, s plan.Source,
	version string) (knownTimes, error) {
	next := knownTimes{read: t.now(), checked: t.now()}
	if ok && !kept.First.IsZero() {
		x, err := t.extremesOf(ctx, m, s)
		if err != nil {
			return knownTimes{}, err
		}
		if next.oldest = x.first; next.oldest.Equal(kept.oldest) && next.read.Sub(kept.read) < refresh.RereadAfter {
			kept.checked = next.checked
			return kept, nil
		}
	}
	q, err := plan.TimesOf(m, s, version)
	if err != nil {
		return knownTimes{}, err
	}
	if next.Times, err = Read(ctx, t.store, q); next.Wrong == (Wrong{}) {
		next.oldest = next.First
	}
	return next, err
}

func timesKey(m *model.Model, s plan.Source) string {
	return fmt.Sprintf("%s|%q", m.Revision(), s.Table)
}

// WrongTexts names the rows of a model's log and outcomes that no window holds because of their time.
func (t *Reader) WrongTexts(ctx context.Context, p catalog.Tables) ([]string, error) {
	var texts []string
	for _, s := range timedSources(p) {
		times, err := t.read(ctx, p.Model, s.Source, s.version)
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

// timedSources lists the log, and the outcomes that say when they were observed.
func timedSources(p catalog.Tables) []timedSource {
	list := []timedSource{{p.Log, p.Model.Log.Version}}
	if p.Outcomes.Time != nil {
		list = append(list, timedSource{p.Outcomes, ""})
	}
	return list
}

// HasOddTimes reports whether the first or the last time of a model's log or outcomes is odd, see hasOddTimes.
func (t *Reader) HasOddTimes(ctx context.Context, p catalog.Tables, r window.Range) (bool, error) {
	odd := false
	for _, s := range timedSources(p) {
		is, err := t.hasOddTimes(ctx, p.Model, s.Source, r)
		if err != nil {
			return false, err
		}
		odd = odd || is
	}
	return odd, nil
}

// oldestLog is the first time that is not odd: no log is older than the stores that Leeway reads.
var oldestLog = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// hasOddTimes reports whether the first or the last time of a source is odd: before the year 2000, more than a year
// after a range, or none. What is known of the source is looked at instead.
func (t *Reader) hasOddTimes(ctx context.Context, m *model.Model, s plan.Source, r window.Range) (bool, error) {
	key := timesKey(m, s)
	t.mu.Lock()
	known, read := t.times[key]
	t.mu.Unlock()
	if read && known.fresh(t.now()) {
		return known.WrongText("") != "", nil
	}
	x, err := t.extremesOf(ctx, m, s)
	return x.first.Before(oldestLog) || x.last.After(r.End.AddDate(1, 0, 0)), err
}

// Begin returns the first time of a model's log, wrong clocks included, kept for the longest refresh time. Of a log
// without rows it is early.
func (t *Reader) Begin(ctx context.Context, p catalog.Tables) (time.Time, error) {
	x, err := t.extremesOf(ctx, p.Model, p.Log)
	return x.first, err
}

// Known returns the first and the last time of a model's log, if they have been read.
func (t *Reader) Known(p catalog.Tables) (first, last time.Time, ok bool) {
	key := timesKey(p.Model, p.Log)
	t.mu.Lock()
	defer t.mu.Unlock()
	if k, ok := t.times[key]; ok {
		return k.First, k.Last, true
	}
	x, ok := t.extremes[key]
	return x.first, x.last, ok
}

// extremes are the first and the last time of a source.
type extremes struct{ first, last, read time.Time }

// extremesOf returns the extremes of a source, kept for the longest refresh time.
func (t *Reader) extremesOf(ctx context.Context, m *model.Model, s plan.Source) (extremes, error) {
	key := timesKey(m, s)
	t.mu.Lock()
	x, asked := t.extremes[key]
	t.mu.Unlock()
	if age := t.now().Sub(x.read); asked && age >= 0 && age < refresh.Max {
		return x, nil
	}
	x, err := t.readExtremes(ctx, s)
	if err == nil {
		t.mu.Lock()
		t.extremes[key] = x
		t.mu.Unlock()
	}
	return x, err
}

func (t *Reader) readExtremes(ctx context.Context, s plan.Source) (extremes, error) {
	x := extremes{first: oldestLog, last: oldestLog, read: t.now()}
	q, instant, err := plan.Extremes(s)
	if err != nil {
		return x, err
	}
	_, err = t.store.Query(ctx, q, func(row store.Row) error {
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
