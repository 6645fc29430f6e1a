package measure

import "slices"

// registry holds every measure in the order of the documentation.
var registry = slices.Concat(divergences, statistics, correlations, confidences, estimates, performance, outcomes,
	regressions)

var byID = index(registry)

func index(measures []Measure) map[string]Measure {
	ids := make(map[string]Measure, len(measures))
	for _, m := range measures {
		ids[m.ID] = m
	}
	return ids
}

// Lookup returns the measure of that id.
func Lookup(id string) (Measure, bool) {
	m, ok := byID[id]
	return m, ok
}

// All returns every measure in the order of the documentation.
func All() []Measure { return slices.Clone(registry) }

// IDs returns the ids of all measures in the order of the documentation.
func IDs() []string {
	ids := make([]string, len(registry))
	for i, m := range registry {
		ids[i] = m.ID
	}
	return ids
}
