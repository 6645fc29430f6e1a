package model

import "slices"

// Unwatched is a default policy of the model's task that the model does not have, and why.
type Unwatched struct {
	Policy string `json:"policy"`
	Why    string `json:"why"` // what the definition lacks, or that it turns the policy off
}

// Unwatched lists the default policies of the task that are off, in the order of Standards. The model comes from
// ParseModel.
func (m *Model) Unwatched() []Unwatched {
	list := []Unwatched{}
	ids := m.policyIDs()
	for _, s := range Standards() {
		if len(s.Tasks) > 0 && !slices.Contains(s.Tasks, m.Task) {
			continue
		}
		for _, id := range s.ids(m) {
			if why := m.whyOff(s, id); !ids[id] && why != "" {
				list = append(list, Unwatched{Policy: id, Why: why})
			}
		}
	}
	return list
}

// whyOff says why a model lacks a default policy of its task.
func (m *Model) whyOff(s Standard, id string) string {
	switch {
	case s.has != nil && !s.has(m), s.Each && len(m.Segments) == 0:
		return "needs " + s.Needs
	case m.Defaults == DefaultsOff:
		return "defaults: off"
	case id != s.Policy.ID && m.anchor() == "":
		return "baseline " + launch + " is of kind " + string(m.Baselines[launch].Kind) + ", which anchors nothing"
	}
	return ""
}

// ids lists the ids of a default policy: one, two of a pair, or one for each declared segment.
func (s Standard) ids(m *Model) []string {
	var ids []string
	switch {
	case s.Each && len(m.Segments) > 0:
		for _, p := range s.bySegment(m) {
			ids = append(ids, p.ID)
		}
	case s.Pair && s.applies(m):
		ids = []string{s.Policy.ID, s.Policy.ID + anchoredSuffix}
	default:
		ids = []string{s.Policy.ID}
	}
	return ids
}

func (m *Model) policyIDs() map[string]bool {
	ids := map[string]bool{}
	for _, p := range m.Policies {
		ids[p.ID] = true
	}
	return ids
}
