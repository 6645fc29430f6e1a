package summary

import "encoding/binary"

// CompactOutcomes holds outcomes in little memory. It never changes; it is added to Outcomes to be read. The zero value
// stands for no outcomes.
type CompactOutcomes struct {
	packed string // how many rows; how many joint counts, plus 1 unless there are none; these; spellings in the same way
}

// Compact returns the outcomes in little memory.
func (o *Outcomes) Compact() CompactOutcomes {
	if o == nil {
		return CompactOutcomes{}
	}
	to := appendNumber(nil, o.Rows)
	to = appendCount(to, len(o.Joint), o.Joint == nil)
	for _, c := range o.Sorted() {
		to = appendText(appendText(append(to, byte(c.State)), c.Prediction), c.Label)
		to = appendNumber(binary.AppendVarint(to, c.ScoreCell), c.N)
	}
	to = appendCount(to, len(o.Spelled), o.Spelled == nil)
	for s, n := range o.Spelled {
		ofLabel := byte(0)
		if s.OfLabel {
			ofLabel = 1
		}
		to = appendNumber(append(appendText(appendText(to, s.Text), s.Class), ofLabel), n)
	}
	return CompactOutcomes{string(to)}
}

// appendCount packs how many there are, so that none is told from a map without any.
func appendCount(to []byte, n int, none bool) []byte {
	if none {
		return append(to, 0)
	}
	return binary.AppendUvarint(to, uint64(n)+1)
}

// count reads what appendCount packed.
func (u *unpacker) count() (n int, there bool) {
	packed := u.uvarint()
	return int(max(packed, 1) - 1), packed > 0
}

// AddCompact is Add for outcomes in little memory.
func (o *Outcomes) AddCompact(other CompactOutcomes) {
	if other.packed == "" {
		return
	}
	u := unpacker{other.packed}
	o.Rows += u.number()
	n, _ := u.count()
	if o.Joint == nil {
		o.Joint = make(map[JointKey]float64, n)
	}
	for range n {
		c := u.jointCount()
		o.Joint[c.JointKey] += c.N
	}
	if n, _ = u.count(); n > 0 && o.Spelled == nil {
		o.Spelled = make(map[Spelling]float64, n)
	}
	for range n {
		s, n := u.spelling()
		o.Spelled[s] += n
	}
}

// Outcomes returns the outcomes as their own; nil where there are none.
func (c CompactOutcomes) Outcomes() *Outcomes {
	if c.packed == "" {
		return nil
	}
	u := unpacker{c.packed}
	o := &Outcomes{Rows: u.number()}
	if n, there := u.count(); there {
		o.Joint = make(map[JointKey]float64, n)
		for range n {
			c := u.jointCount()
			o.Joint[c.JointKey] = c.N
		}
	}
	if n, there := u.count(); there {
		o.Spelled = make(map[Spelling]float64, n)
		for range n {
			s, n := u.spelling()
			o.Spelled[s] = n
		}
	}
	return o
}

// Size is how many bytes the outcomes take beside the value itself.
func (c CompactOutcomes) Size() int { return len(c.packed) }

// spelling reads a text, its class, of what it is, and how many there are.
func (u *unpacker) spelling() (s Spelling, n float64) {
	s = Spelling{Text: u.text(), Class: u.text(), OfLabel: u.byte() == 1}
	return s, u.number()
}

// jointCount reads a state, two classes, a cell and how many there are.
func (u *unpacker) jointCount() (c JointCount) {
	c.State, c.Prediction, c.Label = LabelState(u.byte()), u.text(), u.text()
	c.ScoreCell, c.N = u.varint(), u.number()
	return c
}
