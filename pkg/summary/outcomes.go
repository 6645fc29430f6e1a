package summary

// LabelKey is the key of the column of labels.
const LabelKey = "label"

// Column returns the column of that key, nil if it was not counted. Labels that were not counted as a column of
// their own are taken from the outcomes.
func (s *Summary) Column(key string) *Column {
	if c := s.Columns[key]; c != nil {
		return c
	}
	if key == LabelKey && s.Outcomes != nil {
		return s.Outcomes.Labels()
	}
	return nil
}

// Labels counts the labels observed within the horizon by category; mature rows without one are missing.
func (o *Outcomes) Labels() *Column {
	labels := &Column{Categories: map[string]float64{}}
	for key, n := range o.Joint {
		if key.State != InTime || key.Label == NoClass {
			labels.Missing += n
		} else {
			labels.Categories[key.Label] += n
		}
	}
	return labels
}
