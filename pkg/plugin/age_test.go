package plugin

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/dialect"
	"leeway/pkg/frame"
)

// Rows are as old as the beginning of the statement that read them.
func TestANoticeSaysTheAgeOfWhatIsShownOnceItIsOverTheRefreshTime(t *testing.T) {
	for _, c := range []struct{ takes, settled time.Duration }{
		{20 * time.Second, 0}, {time.Minute, 0}, {61 * time.Second, 0}, {time.Hour, 24 * time.Hour},
		{61 * time.Minute, 24 * time.Hour},
	} {
		now := april.To.Add(c.settled)
		began, takes := now, time.Duration(0)
		i := instance(t, flights, &fake{query: func(context.Context, dialect.Statement) error {
			now = now.Add(takes)
			return nil
		}})
		i.env.Now = func() time.Time { return now }
		q := `{"measures":[{"id":"rows"}],"window":%q,"format":"number"}`
		if r := send(i, fmt.Sprintf(q, "7h"), "Viewer", nil); r.Error != nil { // which reads the reference
			t.Fatal(r.Error)
		}
		takes = c.takes
		r := send(i, fmt.Sprintf(q, "6h"), "Viewer", nil)
		if r.Error != nil {
			t.Fatal(r.Error)
		}
		want := "some of what is shown was read " + now.Sub(began).String() + " ago"
		said := slices.ContainsFunc(r.Frames[0].Meta.Notices, func(n data.Notice) bool { return n.Text == want })
		if over := c.takes > max(time.Minute, c.settled/24); said != over {
			t.Errorf("a statement of %s: the notices are %v, want one that says %q: %v", c.takes,
				r.Frames[0].Meta.Notices, want, over)
		}
		if readAt := r.Frames[0].Meta.Custom.(frame.Custom).Comparison.ReadAt; readAt != began.Format(time.RFC3339) {
			t.Errorf("a statement of %s: read at %s, want %s, when it began", c.takes, readAt, began)
		}
	}
}
