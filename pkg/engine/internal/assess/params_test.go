package assess

import (
	"testing"

	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// A mean is a rate where there is a positive class. A categorical feature has none, whatever its categories are called.
func TestOnlyPredictionsAndLabelsHaveAPositiveClass(t *testing.T) {
	m := &model.Model{Log: model.Log{Positive: model.Spellings{"true"}}}
	for target, want := range map[query.Target]string{query.Features: "", query.Prediction: "true",
		query.Label: "true"} {
		c := comparison{assessment: asked(&resolve.Ask{Model: m, Target: target})}
		if got := c.params().Positive; got != want {
			t.Errorf("%s: the positive class is %q, want %q", target, got, want)
		}
	}
}
