package rows

import "leeway/pkg/sqlast"

// Request says what is read of the rows. Of a scan with an offline table Items are pairs: of the log, of the offline
// table.
type Request struct {
	Items        []sqlast.Item // of the source
	Joined       []sqlast.Item // computed of Items once predictions have met another table
	LabelNumbers bool          // labels are read as numbers, too
	Materialize  bool          // labelled rows are read more than once
	AsStored     bool          // the source's time may be read as it is stored
}

// Base returns the CTEs that end in Base.
func (r Rows) Base(q Request) ([]sqlast.CTE, error) {
	switch {
	case r.Offline != nil:
		return r.offlineBase(q)
	case r.Labels != nil:
		return r.labelledBase(q)
	}
	cte, err := r.read(Base, q.Items, r.Clock(q.AsStored))
	return []sqlast.CTE{cte}, err
}

// Clock is the clock of the rows' times; asStored says that they may be read as they are stored.
func (r Rows) Clock(asStored bool) Clock {
	if r.Labels != nil {
		return Instants
	}
	if asStored && r.Source.Time != nil && r.Offline == nil {
		switch r.Source.Types[r.Source.Time.Column] {
		case sqlast.Timestamp, sqlast.TimestampTZ, sqlast.DateOnly:
			return AsStored
		}
	}
	return SourceClock
}
