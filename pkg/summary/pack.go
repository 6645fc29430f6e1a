package summary

import (
	"encoding/binary"
	"math"
)

// Counts that are kept are packed into texts, which take a fraction of the memory of maps: numbers take as many bytes as
// they need.

// appendNumber packs a number: a whole one, doubled, as an integer of variable length; another after the integer 1.
func appendNumber(to []byte, x float64) []byte {
	if x == math.Trunc(x) && math.Abs(x) <= maxLinearKey {
		return binary.AppendVarint(to, 2*int64(x))
	}
	return binary.LittleEndian.AppendUint64(binary.AppendVarint(to, 1), math.Float64bits(x))
}

func appendText(to []byte, text string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

// unpacker reads what was packed, from its beginning. Texts that it returns share the memory of the whole.
type unpacker struct{ rest string }

func (u *unpacker) byte() byte {
	b := u.rest[0]
	u.rest = u.rest[1:]
	return b
}

func (u *unpacker) uvarint() (x uint64) {
	for i := 0; ; i++ {
		b := u.rest[i]
		x |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			u.rest = u.rest[i+1:]
			return x
		}
	}
}

func (u *unpacker) varint() int64 {
	x := u.uvarint()
	return int64(x>>1) ^ -int64(x&1)
}

// bits returns a number that is written as it is, in eight bytes.
func (u *unpacker) bits() float64 {
	var x uint64
	for i := range 8 {
		x |= uint64(u.rest[i]) << (8 * i)
	}
	u.rest = u.rest[8:]
	return math.Float64frombits(x)
}

func (u *unpacker) number() float64 {
	doubled := u.varint()
	if doubled == 1 {
		return u.bits()
	}
	return float64(doubled / 2)
}

func (u *unpacker) text() string {
	n := u.uvarint()
	text := u.rest[:n]
	u.rest = u.rest[n:]
	return text
}
