package answers

// What answers weigh is estimated from what there may be most of.
const (
	pointBytes, statBytes, reasonBytes = 700, 40, 80
	comparisonBytes, noticeBytes       = 500, 150
	rowBytes, binBytes                 = 250, 160
)

// Weight estimates a point's size in bytes.
func (p Point) Weight() uint32 {
	return uint32(pointBytes + statBytes*len(p.Stats) + reasonBytes*len(p.Lacking) + 8*len(p.Past) + 48*len(p.Shares))
}

// Weight estimates a series' size in bytes.
func (s Series) Weight() uint32 {
	size := s.Compare.weight()
	for _, p := range s.Points {
		size += p.Weight()
	}
	return size
}

// Weight estimates a breakdown's size in bytes.
func (b Breakdown) Weight() uint32 { return uint32(rowBytes*len(b.Rows)) + b.Compare.weight() }

func (c Comparison) weight() uint32 {
	return uint32(comparisonBytes + noticeBytes*len(c.Notices) + 48*(len(c.Past)+len(c.Baseline)) +
		binBytes*(len(c.Bins)+len(c.Calibration)+len(c.Confusion)))
}
