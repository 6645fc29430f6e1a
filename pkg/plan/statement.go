package plan

import (
	"leeway/pkg/plan/internal/count"
	"leeway/pkg/sqlast"
)

// Statement is a query and what reads its rows.
type Statement struct {
	Query  sqlast.Query
	Reader *Reader

	// What else has to be counted, and is nil where nothing has: doubtful columns once more, all without copies where
	// some were found, the columns that were too many for this statement.
	recount        func([]Column) (Statement, error)
	separateCopies func() (Statement, error)
	rest           func() (Statement, error)
}

// Next returns the statement that counts what the rows read so far leave open, into the same counts; it is not ok
// where they leave nothing open. The quickest forms count what nearly every column holds. Of a column that holds
// something else their rows show that much, and it is counted once more, in a form for all values. Columns that are
// too many for one statement of the store are counted by several.
func (s Statement) Next() (next Statement, ok bool, err error) {
	doubtful := s.Reader.ColumnsToRecount()
	rest := s.rest
	switch {
	case s.separateCopies != nil && s.Reader.FoundCopies():
		next, err = s.separateCopies()
	case s.recount != nil && len(doubtful) > 0:
		next, err = s.recount(doubtful)
	case rest != nil:
		next, err = rest()
		rest = next.rest
	default:
		return Statement{}, false, nil
	}
	if err != nil {
		return Statement{}, false, err
	}
	s.Reader.Continue(next.Reader)
	next.rest = rest
	return next, true, nil
}

// inParts counts the scan's columns by count, as many a statement as the store takes.
func (s Scan) inParts(how sqlast.Counting, count func(Scan) (Statement, error)) (Statement, error) {
	if how.Most == 0 || len(s.Columns) <= how.Most {
		return count(s)
	}
	rest := s
	rest.Columns, s.Columns = s.Columns[how.Most:], s.Columns[:how.Most]
	statement, err := count(s)
	statement.rest = func() (Statement, error) { return rest.inParts(how, count) }
	return statement, err
}

// recount returns what counts columns of the scan in forms for all values; nil where the store has no others.
func (s Scan) recount(how sqlast.Counting) func([]Column) (Statement, error) {
	if !how.Packed && !how.Bits {
		return nil
	}
	how.Packed, how.Bits = false, false
	return func(columns []Column) (Statement, error) {
		s.Columns = columns
		return s.Count(how)
	}
}

// assumesUnique reports whether the scan assumes that there are no copies of its rows. To number the copies of every
// prediction is to sort whole rows by id, which a log without copies need not pay for. So a scan counts all rows and,
// in the same statement, so that nothing is logged in between, looks for an id that a day has twice. Where it finds
// one, all is counted again with copies left out, and from then on at once. A scan that joins numbers its rows in any
// case.
func (s Scan) assumesUnique() bool {
	return s.Source.Unique && s.Labels == nil && s.Offline == nil && !s.Source.Copied()
}

// checkingCopies adds the look for copies to a statement that counts union, and what to do once it finds one.
func (s Scan) checkingCopies(statement Statement, union sqlast.Union, how sqlast.Counting) (Statement, error) {
	ids, err := s.CountCopies()
	if err != nil {
		return Statement{}, err
	}
	union.Parts = append(union.Parts, count.MostCopies(ids, s.layout()))
	statement.Query = union
	statement.separateCopies = func() (Statement, error) {
		s.Source.MarkCopied()
		if !s.onlyDistinct() {
			statement.Reader.ForgetRows()
		}
		return s.count(how)
	}
	return statement, nil
}
