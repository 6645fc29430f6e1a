package engine

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"slices"
	"time"

	"github.com/maypok86/otter/v2"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// derived keeps across requests what follows from counts alone: merged windows, and which windows of a history count. A dashboard's
// queries and a model's policies ask for the same ones again and again. A key holds the number of every part that an entry rests on. A
// day that is read again has parts with other numbers, so nothing that rests on the old ones is ever found.
type derived struct {
	kept *otter.Cache[derivedKey, derivation]
}

// derivedKey identifies a derivation: the definition with all that the reference fixed, and the parts.
type derivedKey struct {
	prepared *prepared
	content  content
}

// derivation is one of the two; neither is ever changed.
type derivation struct {
	merged  *summary.Summary
	history *screened
}

func newDerived(bytes int) (*derived, error) {
	kept, err := otter.New(&otter.Options[derivedKey, derivation]{
		MaximumWeight: uint64(bytes),
		Weigher:       func(_ derivedKey, d derivation) uint32 { return d.weight() },
	})
	return &derived{kept}, err
}

// weight estimates the derivation's size in bytes, with its place in the cache.
func (d derivation) weight() uint32 {
	size := uint32(200)
	if d.history != nil {
		size += uint32(len(d.history.screened) + 48*len(d.history.past) + 8*len(d.history.step.Past))
	}
	if d.merged != nil {
		if d.merged.Outcomes != nil {
			size += part{joint: map[plan.Segment]*summary.Outcomes{"": d.merged.Outcomes}}.weight()
		}
		for key, column := range d.merged.Columns {
			size += part{column: map[plan.Segment]*summary.Column{plan.Segment(key): column}}.weight()
		}
	}
	return size
}

// content is a digest of everything that a derivation rests on.
type content [sha256.Size]byte

// digest writes a content.
type digest struct{ hash.Hash }

func newDigest() digest { return digest{sha256.New()} }

// text takes a text in. Two texts one after the other are not the same as both in one.
func (d digest) text(s string) {
	d.number(uint64(len(s)))
	d.Write([]byte(s))
}

func (d digest) number(n uint64) {
	var bytes [8]byte
	binary.LittleEndian.PutUint64(bytes[:], n)
	d.Write(bytes[:])
}

func (d digest) flag(b bool) {
	if b {
		d.number(1)
	} else {
		d.number(0)
	}
}

func (d digest) sum() (c content) {
	d.Sum(c[:0])
	return c
}

// rowParts are the keys of the parts of a span that belong to no column.
var rowParts = []string{rowsPart, rawPart, jointPart}

// contentOf is the content of what is merged of segments and keys over intervals. ok is false where parts alone do not tell it: distinct
// values are counted by window, and an interval without spans has no parts.
func (b *book) contentOf(segments []plan.Segment, keys []string, intervals ...window.Interval) (c content, ok bool) {
	if len(b.windows) > 0 {
		return c, false
	}
	d := newDigest()
	d.text(fmt.Sprintf("%q|%q", segments, keys))
	for _, i := range intervals {
		for j := b.firstIn(i); j < len(b.spans) && (b.spans[j] == window.Interval{} || b.spans[j].Start.Before(i.End)); j++ {
			if !within(b.spans[j], []window.Interval{i}) {
				continue
			}
			ok = true
			for _, key := range keys {
				if ids := b.ids[key]; ids != nil {
					d.number(ids[j])
				}
			}
		}
	}
	return d.sum(), ok
}

// firstIn is the first span that may lie inside an interval.
func (b *book) firstIn(i window.Interval) int {
	if len(b.spans) == 1 {
		return 0 // a table without times has one
	}
	j, _ := slices.BinarySearchFunc(b.spans, i.Start, func(s window.Interval, at time.Time) int { return s.Start.Compare(at) })
	return j
}

// mergeOnce returns what merge does, or did for an earlier request that rests on the same parts.
func (c *contest) mergeOnce(b *book, columns []string, intervals []window.Interval, merge func() (*summary.Summary, error)) (*summary.Summary, error) {
	if b.derived == nil || c.ask.asksForNewLabels() { // whose summaries are changed after they were merged
		return merge()
	}
	of, ok := b.contentOf(c.segments(), append(slices.Clone(rowParts), columns...), intervals...)
	if !ok {
		return merge()
	}
	key := derivedKey{c.prepared, of}
	if known, ok := b.derived.kept.GetIfPresent(key); ok && known.merged != nil {
		return known.merged, nil
	}
	merged, err := merge()
	if err == nil {
		b.derived.kept.Set(key, derivation{merged: merged})
	}
	return merged, err
}
