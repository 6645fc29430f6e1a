package propose

import (
	"context"
	"slices"
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// mostLooked is how many tables are looked at for one that is a log.
const mostLooked = 200

// logWords are parts of the names of tables that hold predictions.
var logWords = words("predict inference scor payload serving monitor model_log")

// chooseLog reads the table named, or the one that looks like a log.
func chooseLog(ctx context.Context, s store.Store, o Options) (*table, error) {
	if o.Table != "" {
		return read(ctx, s, o.Table)
	}
	tables, err := listTables(ctx, s)
	if err != nil {
		return nil, err
	}
	var likely, named []string
	for _, name := range tables[:min(len(tables), mostLooked)] {
		if !looksLikeLog(ctx, s, name, o.Prediction) {
			continue
		}
		likely = append(likely, name)
		if slices.ContainsFunc(logWords, func(w string) bool { return strings.Contains(plain(name), w) }) {
			named = append(named, name)
		}
	}
	// A name decides, but not for one file against a log of many: who is asked knows better.
	if len(named) == 1 && (isGlob(named[0]) || !slices.ContainsFunc(likely, isGlob)) {
		likely = named
	}
	switch len(likely) {
	case 0:
		return nil, fault.Newf(fault.NotFound,
			"no table looks like a prediction log, with a time and a prediction or a score; name it, and its prediction. There are %s",
			fault.List(tables))
	case 1:
		return read(ctx, s, likely[0])
	}
	return nil, fault.Newf(fault.NotFound, "several tables could be the prediction log: %s; name one of them",
		fault.List(likely))
}

// looksLikeLog reports whether the catalog shows a time and a prediction or score, by type and by name; prediction is
// the column's name, where it is known.
func looksLikeLog(ctx context.Context, s store.Store, name, prediction string) bool {
	parts, err := s.Table(name)
	if err != nil {
		return false
	}
	listed, err := s.Columns(ctx, parts)
	if err != nil {
		return false
	}
	t := &table{}
	for _, c := range listed {
		t.columns = append(t.columns, newColumn(c))
	}
	d := &draft{log: t, roles: map[*column]bool{}}
	anything := func(*column) bool { return true }
	isTime := slices.ContainsFunc(t.columns, (*column).isTime)
	if when, _ := d.find(t, timeRole, anything); when == nil && !isTime {
		return false
	}
	if prediction != "" {
		return t.named(prediction) != nil
	}
	for _, r := range []role{predictionRole, scoreRole} {
		if found, _ := d.find(t, r, anything); found != nil {
			return true
		}
	}
	return slices.ContainsFunc(t.columns, func(c *column) bool {
		_, score := stem(plain(c.name), scorePrefixes, scoreSuffixes)
		_, guess := stem(plain(c.name), guessPrefixes, guessSuffixes)
		return (score || guess) && !c.isTimed()
	})
}
