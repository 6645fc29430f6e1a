package query

// typeRules say what queries of one type have. A new type is an entry here, one in the table of pkg/engine and one in
// that of pkg/frame.
type typeRules struct {
	title    string // how editors call it
	doc      string // what it shows, in a few words
	formats  []string
	target   Target            // where a query names none; empty: the measure's own
	measures measureRule       // how many a query names
	stats    []Stat            // of numbers; nil: those of the measures, or none
	without  map[string]string // the fields that a query does not have, and why
	policy   bool              // a query may name a policy
	changes  bool              // a query may name kinds of changes
	bins     bool              // its filters may name bins, too
}

// measureRule says how many measures a query names.
type measureRule int8

const (
	anyMeasures measureRule = iota
	someMeasures
	oneMeasure // at most; without one the type has a default
)

// Reasons why a field does not apply.
const (
	fixedFeatures = "do not apply to queryType features, whose columns are fixed"
	ownByPolicy   = "do not apply to queryType changes; policies have their own"
)

// types are the rules of each query type.
var types = map[Type]typeRules{
	TypeMeasure: {title: "Measure", doc: "A number about the window, compared with the baseline",
		formats: []string{string(Number), string(Table), string(TimeSeries)}, measures: someMeasures},
	TypePolicy: {title: "Policy", doc: "How far a bound of the model’s definition is exceeded",
		formats: []string{string(Number), string(Table), string(TimeSeries)}, policy: true,
		without: map[string]string{
			"measures": "do not apply to queryType policy; a policy has its own"}},
	TypeDistribution: {title: "Distribution", doc: "The window and the baseline over the same bins",
		formats: []string{string(Table), string(TimeSeries)}, target: Features},
	TypeFeatures: {title: "Features", doc: "A row for each feature, what differs most first",
		formats: []string{string(Table), string(Number)}, stats: FeaturesStats, without: map[string]string{
			"measures": fixedFeatures,
			"splitBy":  "does not apply to queryType features, which has a row for each feature"}},
	TypeSegments: {title: "Segments", doc: "Which segments carry the change of a measure",
		formats: []string{string(Table)}, measures: oneMeasure},
	TypeCalibration: {title: "Calibration", doc: "What the scores say against what came true",
		formats: []string{string(Table)}, without: map[string]string{
			"measures": "do not apply to queryType calibration, whose columns are fixed", "stats": "do not apply to queryType calibration, whose columns are fixed"}},
	TypeConfusion: {title: "Confusion matrix", doc: "Predicted against actual classes",
		formats: []string{string(Table)}, without: map[string]string{
			"measures": "do not apply to queryType confusion, whose columns are fixed", "stats": "do not apply to queryType confusion, whose columns are fixed"}},
	TypeTriage: {formats: []string{string(Table)}},
	TypeChanges: {title: "Changes", doc: "What happened to a model, for annotations",
		formats: []string{string(Table)}, policy: true, changes: true, without: map[string]string{
			"measures": ownByPolicy, "stats": "do not apply to queryType changes, whose columns are fixed",
			"splitBy": "does not apply to queryType changes; policies have their own"}},
	TypeBacktest: {title: "Backtest", doc: "When the rules of policies would have fired",
		formats: []string{string(Table), string(TimeSeries)}, policy: true, without: map[string]string{
			"measures": "do not apply to queryType backtest; policies have their own", "stats": "do not apply to queryType backtest, whose columns are fixed",
			"splitBy": "does not apply to queryType backtest; policies have their own"}},
	TypeRecords: {title: "Records", doc: "Single rows, where the model’s definition allows them",
		formats: []string{string(Table)}, measures: oneMeasure, bins: true},
	TypeHealth: {title: "Health", doc: "Whether each model can be read",
		formats: []string{string(Number)}, without: map[string]string{
			"measures": "do not apply to queryType health, which says of each model whether it can be read"}},
}

// Offer is what editors offer of a query type.
type Offer struct {
	Type  Type   `json:"type"`
	Title string `json:"title"`
	Doc   string `json:"doc"` // what it shows, in a few words
}

// Offers lists the query types that the engine answers, in the order in which editors offer them.
func Offers() []Offer {
	var list []Offer
	for _, t := range []Type{TypeMeasure, TypePolicy, TypeDistribution, TypeFeatures, TypeSegments, TypeCalibration,
		TypeConfusion, TypeRecords, TypeChanges, TypeBacktest, TypeHealth} {
		list = append(list, Offer{t, types[t].title, types[t].doc})
	}
	return list
}

// Formats lists the formats of each query type.
var Formats = formatsByType()

func formatsByType() map[Type][]string {
	formats := map[Type][]string{}
	for t, rules := range types {
		formats[t] = rules.formats
	}
	return formats
}

// checkFields refuses the fields that a query has and its type does not.
func (q *Query) checkFields(p *problems) {
	rules := types[q.QueryType]
	for _, field := range []struct {
		name string
		set  bool
	}{{"measures", len(q.Measures) > 0}, {"splitBy", len(q.SplitBy) > 0}, {"stats", len(q.Stats) > 0}} {
		if why := rules.without[field.name]; why != "" && field.set {
			p.add(field.name, "%s", why)
		}
	}
	if q.Policy != "" && !rules.policy {
		p.add("policy", "does not apply to queryType %s; it needs queryType policy, changes or backtest", q.QueryType)
	}
	if len(q.Changes) > 0 && !rules.changes {
		p.add("changes", "do not apply to queryType %s; they need queryType changes", q.QueryType)
	}
}

// checkMeasures refuses more or fewer measures than the type and format take.
func (q *Query) checkMeasures(p *problems) {
	rule, n := types[q.QueryType].measures, len(q.Measures)
	switch {
	case rule == someMeasures && n == 0:
		p.add("measures", "is missing; name at least one measure, for example [{\"id\": \"psi\"}]")
	case n > 1 && (rule == oneMeasure || rule == someMeasures && q.Format == Number):
		p.add("measures", "found %d; exactly one is allowed", n)
	}
}
