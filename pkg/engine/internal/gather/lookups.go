package gather

import (
	"sync"
	"time"

	"leeway/pkg/engine/internal/refresh"
)

// lookups are requests that the cache served alone. The figures of an alert rule, and the panels of a dashboard, ask for
// the same again within seconds, and looking up thousands of parts is most of what such an answer costs. A lookup is
// what looking up would find once more: it is forgotten as soon as anything is stored or a probe has told something, and
// when the first of its parts is no longer fresh.
type lookups struct {
	mu    sync.Mutex
	found map[requirements]lookup
	bytes int // that all take
	most  int // that they may take; beyond it all are forgotten
}

// lookup is what one request found, all of it fresh.
type lookup struct {
	parts  Parts
	oldest time.Time // when the part was read, or last known to be right, of which that is longest ago
	made   time.Time
	until  time.Time // all parts are fresh until then
}

// add takes a part in that was last known to be right at a time, and is fresh as long as that is within a duration.
func (l *lookup) add(p *Part, at time.Time, within time.Duration) {
	if l.oldest.IsZero() || at.Before(l.oldest) {
		l.oldest = at
	}
	for _, end := range [...]time.Time{at.Add(within), p.Read.Add(refresh.RereadAfter)} {
		if l.until.IsZero() || end.Before(l.until) {
			l.until = end
		}
	}
}

// get returns what a request found, if looking up would find the same now.
func (l *lookups) get(of requirements, now time.Time) (lookup, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	found, ok := l.found[of]
	return found, ok && !now.Before(found.made) && now.Before(found.until)
}

// note keeps what a request found.
func (l *lookups) note(of requirements, found lookup) {
	size := len(of.spans)
	for _, column := range found.parts {
		size += 8 * cap(column)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.found[of]; !known {
		if l.bytes+size > l.most {
			l.clear()
		}
		if size > l.most {
			return
		}
		l.bytes += size
	}
	l.found[of] = found
}

// forget forgets all.
func (l *lookups) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clear()
}

func (l *lookups) clear() { l.found, l.bytes = map[requirements]lookup{}, 0 }
