package assess

import (
	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/evidence"
)

// judgeOnce returns what a kind of judgement makes of the evidence, once for all questions that rest on the same.
func judgeOnce[V derived.Value](kind string, e *evidence.Evidence, judge func() (V, error)) (V, error) {
	of, ok := e.Content()
	if !ok {
		return judge()
	}
	d := derived.NewDigest()
	d.Text(kind)
	d.Content(of)
	return derived.Once(e.Log.Derived, derived.Key{Owner: e.Prepared, Content: d.Sum()}, judge)
}
