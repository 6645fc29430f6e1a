package frame

import (
	"fmt"
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
)

// addNotices says each notice once, however many series of the frame have it.
func addNotices(f *data.Frame, notices []engine.Notice) {
	for _, n := range notices {
		notice := data.Notice{Severity: data.NoticeSeverityInfo, Text: n.Text}
		if n.Warning {
			notice.Severity = data.NoticeSeverityWarning
		}
		if f.Meta == nil || !slices.Contains(f.Meta.Notices, notice) {
			f.AppendNotices(notice)
		}
	}
}

// mostNamed bounds what a notice that stands for many names.
const mostNamed = 3

// sumUp puts one notice in place of several of a kind, where the first of them stands in the frames of a result.
func sumUp(frames data.Frames, r *engine.Result) {
	sums := sumsOf(r)
	said := map[string]bool{}
	for _, f := range frames {
		if f.Meta == nil {
			continue
		}
		kept := f.Meta.Notices[:0]
		for _, n := range f.Meta.Notices {
			sum, isAlike := sums[n.Text]
			if isAlike && said[sum] {
				continue
			}
			if isAlike {
				n.Text, said[sum] = sum, true
			}
			kept = append(kept, n)
		}
		f.Meta.Notices = kept
	}
}

// sumsOf finds notices that may have others of their kind in a result: the text of each, and the one that stands for
// all.
func sumsOf(r *engine.Result) map[string]string {
	kinds := map[engine.Alike][]engine.Notice{}
	for _, n := range noticesOf(r) {
		kind := engine.Alike{Before: n.Alike.Before, After: n.Alike.After}
		if n.Alike.One != "" && !slices.Contains(kinds[kind], n) {
			kinds[kind] = append(kinds[kind], n)
		}
	}
	sums := map[string]string{}
	for kind, list := range kinds {
		sum := textOf(kind, list)
		for _, n := range list {
			sums[n.Text] = sum
		}
	}
	return sums
}

// textOf is what notices of one kind say together.
func textOf(kind engine.Alike, list []engine.Notice) string {
	if len(list) == 1 {
		return list[0].Text
	}
	var named []string
	for _, n := range list[:min(len(list), mostNamed)] {
		named = append(named, n.Alike.One)
	}
	sum := fmt.Sprintf("%s%d%s: %s", kind.Before, len(list), kind.After, strings.Join(named, ", "))
	if more := len(list) - len(named); more > 0 {
		sum += fmt.Sprintf(" and %d more", more)
	}
	return sum
}

// noticesOf lists the notices of all parts of a result, in its order.
func noticesOf(r *engine.Result) (list []engine.Notice) {
	for _, s := range r.Series {
		list = append(list, s.Compare.Notices...)
	}
	for _, row := range r.Features {
		list = append(list, row.Drift.Compare.Notices...)
	}
	for _, b := range r.Breakdowns {
		list = append(list, b.Compare.Notices...)
	}
	return append(list, r.Notices...)
}
