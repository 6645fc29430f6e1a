package window

import (
	"encoding/binary"
	"testing"
	"time"
)

// ruled is a zone as the compiled-in zone database writes it: one change in 2007, then a rule for all years.
func ruled(t *testing.T) *time.Location {
	t.Helper()
	block := func(stamp []byte) []byte {
		head := append([]byte("TZif2"), make([]byte, 15)...)
		for _, count := range []uint32{0, 0, 0, 1, 1, 4} { // changes, kinds of time, bytes of names
			head = binary.BigEndian.AppendUint32(head, count)
		}
		head = append(append(head, stamp...), 0)
		head = binary.BigEndian.AppendUint32(head, 0xffffb9b0) // five hours west
		return append(head, 0, 0, 'E', 'S', 'T', 0)
	}
	change := uint32(time.Date(2007, 11, 4, 6, 0, 0, 0, time.UTC).Unix())
	data := append(block(binary.BigEndian.AppendUint32(nil, change)),
		block(binary.BigEndian.AppendUint64(nil, uint64(change)))...)
	loc, err := time.LoadLocationFromTZData("America/New_York", append(data, "\nEST5EDT,M3.2.0,M11.1.0\n"...))
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestAZoneThatIsARuleSkipsNoDay(t *testing.T) {
	loc := ruled(t)
	for year := 2008; year < 2032; year++ {
		from, to := time.Date(year, 12, 20, 0, 0, 0, 0, loc), time.Date(year+1, 1, 10, 0, 0, 0, 0, loc)
		for at := from; at.Before(to); at = at.Add(7 * time.Hour) {
			if n := skippedDays(at, to); n != 0 {
				t.Fatalf("%d days are skipped between %v and %v", n, at, to)
			}
		}
		if got := passDays(to, -400); got != -400 {
			t.Errorf("400 days before %v are %d", to, got)
		}
	}
}
