package flights

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTheVersionsThatPredictedLatelyAreListed(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	e, err := i.Engine(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	// The log ends in December 2013; now is years later.
	got, err := e.Values(context.Background(), "arrival-delay", "version", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"v3"}, got); diff != "" {
		t.Error(diff)
	}
}
