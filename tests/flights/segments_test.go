package flights

import (
	"strings"
	"testing"
)

// In the furlough week one airport carries the fall, and equal scores turned out otherwise: the frame, its notice and
// check say so in the same words.
func TestTheFurloughWeekSaysWhoGotWorseInTheSameWordsEverywhere(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	_, policies := judged(t, i, local(4, 22), local(4, 29))
	reason := policies[0].Reason
	for _, c := range []struct{ split, text, top string }{
		{"origin", "origin LGA explains 61 % of the fall", "LGA"},
		{"score",
			"the relation (other outcomes at equal scores) explains more than the whole fall; the inputs alone would have moved it the other way by 2.2 points", ""},
	} {
		f := ask(t, i, local(4, 22), local(4, 29),
			`{"queryType":"segments","window":"range","splitBy":["`+c.split+`"]}`)
		field, _ := f.FieldByName("explanation")
		said := *field.At(0).(*string)
		if !strings.HasPrefix(said, "Accuracy fell from ") || !strings.HasSuffix(said, ": "+c.text) {
			t.Errorf("by %s it says %q, want %q", c.split, said, c.text)
		}
		if notice := f.Meta.Notices[len(f.Meta.Notices)-1].Text; notice != said {
			t.Errorf("the notice says %q", notice)
		}
		if first := f.Fields[0].At(0).(string); c.top != "" && first != c.top {
			t.Errorf("%s is first, want %s", first, c.top)
		}
		if !strings.Contains(reason, c.text) {
			t.Errorf("check says %q, want %q in it", reason, c.text)
		}
	}
}
