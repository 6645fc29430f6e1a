package model

import "slices"

// The defaults of a definition; DefaultMinCount is the policies'.
const (
	DefaultTimezone        = "UTC"
	DefaultWindowDays      = 7
	DefaultPositive        = "true"
	DefaultConfidenceFloor = 0.6
	DefaultPeriods         = 8 // of a rolling baseline
	DefaultMinPeriods      = 1
	DefaultHistory         = 16 // windows that show what is usual
	DefaultFeatureHistory  = 12 // … of features, whose days cost a scan
	DefaultAdoptAfter      = 8
	DefaultFalsePages      = 0.1 // of each page policy and year
)

// fill puts the defaults in place, so that code after Parse reads plain values. The definition is valid.
func (m *Model) fill() {
	m.SchemaVersion = SchemaVersion
	setDefault(&m.Name, m.ID)
	setDefault(&m.Timezone, DefaultTimezone)
	if m.Resolution.IsZero() {
		m.Resolution, _ = ParseDuration("1h")
	}
	if m.Window.IsZero() {
		m.Window = Duration{Days: DefaultWindowDays}
		if m.ShortestWindow.Approx() > m.Window.Approx() {
			m.Window = m.ShortestWindow
		}
	}
	if m.ConfidenceFloor == nil {
		floor := DefaultConfidenceFloor
		m.ConfidenceFloor = &floor
	}
	setDefault(&m.WhenExpected, ShowExpected)
	setDefault(&m.Season, SeasonWeekly)
	orDefault(&m.History.Model, DefaultHistory)
	orDefault(&m.History.Features, DefaultFeatureHistory)
	orDefault(&m.AdoptAfter, DefaultAdoptAfter)
	orDefault(&m.FalsePagesPerYear, DefaultFalsePages)
	setDefault(&m.Records, RecordsOff)
	m.fillLog()
	m.fillColumns()
	m.fillBaselines()
	setDefault(&m.Defaults, DefaultsOn)
	m.fillPolicies()
	for i := range m.Policies {
		setDefault(&m.Policies[i].Baseline, m.Baseline)
		setDefault(&m.Policies[i].Title, m.Policies[i].ID)
	}
}

func (m *Model) fillLog() {
	l := &m.Log
	if len(l.ID) > 0 {
		setDefault(&l.Unique, UniqueFirst)
	} else {
		setDefault(&l.Unique, UniqueAll)
	}
	setDefault(&l.Time.Zone, DefaultTimezone)
	if m.Task == Binary && len(l.Positive) == 0 {
		l.Positive = Spellings{DefaultPositive}
	}
	if l.Latency != nil {
		setDefault(&l.Latency.Unit, "ms")
		setDefault(&l.Latency.Per, PerRow)
	}
	if l.InputSize != nil && l.InputSize.Bins == nil {
		l.InputSize.Bins = []float64{1, 10, 100, 1000}
	}
	if o := m.Outcomes; o != nil {
		if o.Table != "" && len(o.ID) == 0 {
			o.ID = l.ID
		}
		if o.Time != nil {
			setDefault(&o.Time.Zone, DefaultTimezone)
		}
	}
}

// fillColumns gives features and segments the column of their name. A segment without a column of its own that is
// named after a feature reads what the feature reads.
func (m *Model) fillColumns() {
	for i := range m.Features {
		if f := &m.Features[i]; f.Path == "" {
			setDefault(&f.Column, f.Name)
		}
	}
	for i := range m.Segments {
		s := &m.Segments[i]
		if s.Column != "" || s.Path != "" {
			continue
		}
		if f, ok := m.Feature(s.Name); ok {
			s.Column, s.Path = f.Column, f.Path
			continue
		}
		s.Column = s.Name
	}
}

func (m *Model) fillBaselines() {
	for name, b := range m.Baselines {
		m.Baselines[name] = b.Filled()
		if len(m.Baselines) == 1 {
			m.Baseline = name
		}
	}
	if m.Reference != "" || m.Baseline == "" {
		return
	}
	if k := m.Baselines[m.Baseline].Kind; k == BaselineFixed || k == BaselineTable {
		m.Reference = m.Baseline
	}
}

// fillPolicies adds the default policies that the model has not replaced to its own, and the baselines that they need.
func (m *Model) fillPolicies() {
	if m.Defaults == DefaultsOn {
		m.fillDefaultBaselines()
	}
	own := m.policyIDs()
	for _, p := range DefaultPolicies(m) {
		if !own[p.ID] {
			m.Policies = append(m.Policies, p)
		}
	}
}

// fillDefaultBaselines gives a rolling baseline to a model that has neither one nor a default baseline, and the launch
// that pairs of default policies are anchored to.
func (m *Model) fillDefaultBaselines() {
	const name = "rolling"
	if len(m.Baselines) == 0 {
		m.Baselines = map[string]Baseline{}
		m.Baseline = name
	}
	if _, taken := m.Baselines[name]; !taken && (m.Baseline == name || m.rolling() == "") {
		m.Baselines[name] = Baseline{Kind: BaselineRolling}.Filled()
	}
	paired := func(s Standard) bool { return s.Pair && s.applies(m) }
	if _, declared := m.Baselines[launch]; !declared && slices.ContainsFunc(Standards(), paired) {
		m.Baselines[launch] = Baseline{Kind: BaselineLaunch}
	}
}

// Filled returns the baseline with the defaults of its kind.
func (b Baseline) Filled() Baseline {
	if b.Kind != BaselineRolling {
		return b
	}
	orDefault(&b.Periods, DefaultPeriods)
	if b.Every.IsZero() {
		b.Every = Duration{Days: 7}
	}
	orDefault(&b.MinPeriods, DefaultMinPeriods)
	return b
}

// setDefault sets what is empty.
func setDefault[T ~string](field *T, value T) {
	if *field == "" {
		*field = value
	}
}

// orDefault sets what is 0.
func orDefault[T int | float64](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}
