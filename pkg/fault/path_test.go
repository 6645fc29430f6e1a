package fault_test

import (
	"testing"

	"leeway/pkg/fault"
)

func TestPathsGrowFromTheInsideOut(t *testing.T) {
	f := fault.Newf(fault.Store, "it is damaged")
	for name, c := range map[string]struct {
		got  *fault.Error
		want string
	}{
		"nowhere":            {f, "it is damaged"},
		"a field of a model": {f.At("log.table").At("model m"), "model m.log.table: it is damaged"},
		"an item of a list":  {f.At("[1]").At("features"), "features[1]: it is damaged"},
		"a setting met by a model": {f.AtSetting("store.path").At("log.table").At("model m"),
			"store.path: it is damaged"},
		"a setting with its cause": {f.AtSetting("url").Because(f).At("model m"), "url: it is damaged"},
		"a setting and what else is in": {f.AtSetting("store.path").Listing("there are", []string{"a"}).At("model m"),
			"store.path: it is damaged; there are a"},
	} {
		if got := c.got.Error(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
