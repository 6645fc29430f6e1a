package engine

import (
	"time"

	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/plan"
)

// sharesFeatures reports whether all features are counted when one is asked for, so that all queries of a dashboard or
// an alert rule share one scan. They are by day and over whole windows. By hour and by segment there are many more
// counts of each, and few queries that ask for the same.
func sharesFeatures(dims []plan.Dimension, views []resolve.View) bool {
	return len(dims) == 0 && (len(views) == 1 || views[0].Current.Length.Approx() >= 24*time.Hour)
}
