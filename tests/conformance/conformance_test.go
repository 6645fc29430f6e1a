package conformance

import (
	"testing"

	"leeway/tests/stores"
)

func TestConformance(t *testing.T) { stores.Each(t, Run) }
