package gather

import (
	"time"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/engine/internal/classes"
)

// Origin is what the counts of a model come from.
type Origin struct {
	catalog.Tables
	Zone     *time.Location
	Revision string         // of the model and of what the reference fixed
	Names    *classes.Names // of predictions and labels; nil for a regression
}
