package duckdb

import (
	"context"
	"sync"
	"time"
)

const (
	// mostHeld is how long a database file stays attached while short statements follow each other. Then those under
	// way end, and the file is let go for yieldFor, so that a process that wants to write it gets its turn. While a
	// statement runs that takes longer than that, others join it.
	mostHeld = 500 * time.Millisecond
	yieldFor = 100 * time.Millisecond

	// lingerFor is how long a file stays attached after its last statement: the statements of one dashboard follow
	// closely.
	lingerFor = 50 * time.Millisecond
)

// sharedFile is a database file as all stores of this process use it. The operating system's lock belongs to the
// process, and goes as soon as any of its stores closes the file. So all of them let it go at the same time.
type sharedFile struct {
	mu        sync.Mutex
	path      string
	stores    int              // that may attach it
	readers   map[*reader]bool // statements under way, of all stores
	attached  map[attacher]bool
	attaching map[attacher]bool
	since     time.Time     // when the first store attached it; zero: none has
	yield     time.Time     // nobody attaches it before
	changed   chan struct{} // closed and made anew at every change
	linger    *time.Timer
	after     []func() // run when nobody has it attached
	left      leftBehind
}

// attacher is a store as the file sees it.
type attacher interface {
	attach(ctx context.Context) error
	detach()
}

// reader is a statement that has the file attached.
type reader struct{ begun time.Time }

// sharedFiles are the database files of this process by path.
var sharedFiles = struct {
	sync.Mutex
	byPath map[string]*sharedFile
}{byPath: map[string]*sharedFile{}}

// shareFile returns the file of a path; leave must follow.
func shareFile(path string) *sharedFile {
	sharedFiles.Lock()
	defer sharedFiles.Unlock()
	f := sharedFiles.byPath[path]
	if f == nil {
		f = &sharedFile{path: path, readers: map[*reader]bool{}, attached: map[attacher]bool{},
			attaching: map[attacher]bool{}, changed: make(chan struct{})}
		sharedFiles.byPath[path] = f
	}
	f.stores++
	return f
}

// leave runs free, which closes the store, once no statement of any store reads the file.
func (f *sharedFile) leave(free func()) {
	sharedFiles.Lock()
	f.stores--
	if f.stores == 0 {
		delete(sharedFiles.byPath, f.path)
	}
	sharedFiles.Unlock()
	done := make(chan struct{})
	f.mu.Lock()
	f.after = append(f.after, func() { free(); close(done) })
	if len(f.readers) == 0 {
		f.detach()
	}
	f.mu.Unlock()
	<-done
}

// acquire has a store attach the file if need be, and keeps it attached until release. It waits while the file is let
// go for others. Errors: those of attach, the cause of ctx's end.
func (f *sharedFile) acquire(ctx context.Context, s attacher) (*reader, error) {
	for {
		f.mu.Lock()
		if len(f.readers) == 0 && f.expired() {
			f.letOthers()
		}
		pause, changed := time.Until(f.yield), f.changed
		switch {
		case f.expired(), f.attaching[s]:
			pause = mostHeld
		case pause > 0:
			changed = nil
		default:
			own := &reader{begun: time.Now()}
			f.readers[own] = true
			ready := f.attached[s]
			if !ready {
				f.attaching[s] = true
			}
			f.mu.Unlock()
			if ready {
				return own, nil
			}
			return own, f.attachTo(ctx, s, own)
		}
		f.mu.Unlock()
		if err := await(ctx, changed, pause); err != nil {
			return nil, err
		}
	}
}

// attachTo attaches the file for a reader that is counted already.
func (f *sharedFile) attachTo(ctx context.Context, s attacher, own *reader) error {
	err := s.attach(ctx)
	f.mu.Lock()
	delete(f.attaching, s)
	if err == nil {
		f.attached[s] = true
		if f.since.IsZero() {
			f.since = time.Now()
		}
	}
	f.signal()
	f.mu.Unlock()
	if err != nil {
		f.release(own)
	}
	return err
}

// release ends what acquire began.
func (f *sharedFile) release(own *reader) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.readers, own)
	defer f.signal()
	switch {
	case len(f.readers) > 0:
	case f.expired():
		f.letOthers()
	case len(f.after) > 0:
		f.detach()
	case f.linger == nil:
		f.linger = time.AfterFunc(lingerFor, f.detachIfUnused)
	default:
		f.linger.Reset(lingerFor)
	}
}

// detachIfUnused detaches a file that nobody reads.
func (f *sharedFile) detachIfUnused() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.readers) == 0 {
		f.detach()
	}
}

// expired reports whether the file has been attached for as long as it may, and no long statement runs.
func (f *sharedFile) expired() bool {
	if f.since.IsZero() || time.Since(f.since) < mostHeld {
		return false
	}
	for r := range f.readers {
		if time.Since(r.begun) >= mostHeld {
			return false
		}
	}
	return true
}

// letOthers detaches the file, and has nobody here attach it for a while.
func (f *sharedFile) letOthers() {
	f.detach()
	f.yield = time.Now().Add(yieldFor)
}

// detach lets go of the file in all stores, and closes those that wait for it.
func (f *sharedFile) detach() {
	if f.linger != nil {
		f.linger.Stop()
	}
	for s := range f.attached {
		s.detach()
	}
	clear(f.attached)
	f.since = time.Time{}
	for _, free := range f.after {
		free()
	}
	f.after = nil
	f.signal()
}

// signal wakes all that wait for a change.
func (f *sharedFile) signal() {
	close(f.changed)
	f.changed = make(chan struct{})
}
