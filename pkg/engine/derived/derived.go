// Package derived keeps across requests what follows from counts alone. A dashboard's queries and a model's policies
// ask for the same merged windows and the same histories again and again. A key holds a hash of every count that an
// entry rests on. So nothing that rests on other counts is ever found, and counts that are read again find what rests on equal ones.
package derived

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"github.com/maypok86/otter/v2"
)

// Key identifies a value: whose it is, which must be comparable, and all that it rests on.
type Key struct {
	Owner   any
	Content Content
}

// Value is what is kept. It is shared between requests, and never changed.
type Value interface {
	Weight() uint32 // in bytes, about
}

// Cache keeps values, bounded in bytes. It is safe for concurrent use.
type Cache struct{ kept *otter.Cache[Key, Value] }

// own is about what an entry takes beside its value, in bytes.
const own = 200

// NewCache returns a cache of so many bytes.
func NewCache(bytes int) (*Cache, error) {
	kept, err := otter.New(&otter.Options[Key, Value]{
		MaximumWeight: uint64(bytes),
		Weigher:       func(_ Key, v Value) uint32 { return own + v.Weight() },
	})
	return &Cache{kept}, err
}

// Clear forgets everything.
func (c *Cache) Clear() { c.kept.InvalidateAll() }

// Weight is what all values weigh, in bytes.
func (c *Cache) Weight() uint64 {
	c.kept.CleanUp()
	return c.kept.WeightedSize()
}

// Once returns the value of a key, or makes and keeps it. Callers at the same time may both make it.
func Once[V Value](c *Cache, key Key, work func() (V, error)) (V, error) {
	if known, ok := c.kept.GetIfPresent(key); ok {
		if value, ok := known.(V); ok {
			return value, nil
		}
	}
	value, err := work()
	if err == nil {
		c.kept.Set(key, value)
	}
	return value, err
}

// Content is a digest of everything that a value rests on.
type Content [sha256.Size]byte

// Digest makes a content of texts, numbers, flags, times and other contents, in their order.
type Digest struct{ taken []byte }

// NewDigest returns a digest of nothing.
func NewDigest() *Digest { return &Digest{} }

// Text takes a text in. Two texts one after the other are not the same as both in one.
func (d *Digest) Text(s string) {
	d.Number(uint64(len(s)))
	d.taken = append(d.taken, s...)
}

// Number takes a number in.
func (d *Digest) Number(n uint64) { d.taken = binary.LittleEndian.AppendUint64(d.taken, n) }

// Flag takes a flag in.
func (d *Digest) Flag(b bool) {
	n := uint64(0)
	if b {
		n = 1
	}
	d.Number(n)
}

// Times takes instants in, to the microsecond.
func (d *Digest) Times(list ...time.Time) {
	for _, t := range list {
		d.Number(uint64(t.UnixMicro()))
	}
}

// Content takes a content in.
func (d *Digest) Content(c Content) { d.taken = append(d.taken, c[:]...) }

// Sum returns the content.
func (d *Digest) Sum() Content { return sha256.Sum256(d.taken) }
