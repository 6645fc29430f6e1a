package model

// Tier is how loud a breached policy is.
type Tier string

// The tiers.
const (
	Page    Tier = "page"    // consequences: performance, cost, prediction mean
	Notify  Tier = "notify"  // broken inputs
	Explain Tier = "explain" // drift: drawn, silent by default
)

// Policy is a bound on one stat of one measure. Exactly one of Above, Below, Outside and AboveUsualGap is set.
type Policy struct {
	ID            string      `json:"id" jsonschema:"pattern=^[a-z0-9][a-z0-9-]{0\\,62}$,example=accuracy-week"`
	Tier          Tier        `json:"tier" jsonschema:"enum=page,enum=notify,enum=explain"`
	Target        string      `json:"target,omitempty" jsonschema:"enum=features,enum=prediction,enum=score,enum=label,enum=uncertainty,enum=interval,enum=latency,enum=log"` // default: the measure's own
	Features      []string    `json:"features,omitempty"`                                                                                                                     // narrows target features; default all
	Measure       string      `json:"measure"`
	P             *float64    `json:"p,omitempty" jsonschema:"minimum=0,maximum=1"`                                                                                                             // of quantile
	Class         string      `json:"class,omitempty"`                                                                                                                                          // of share, precision, recall; of target score the class of a multiclass model
	Stat          string      `json:"stat,omitempty" jsonschema:"enum=value,enum=pvalue,enum=current,enum=change,enum=changePoints,enum=relativeChange,enum=sigma,enum=trend,enum=trendPvalue"` // default: value or current
	SplitBy       []string    `json:"splitBy,omitempty"`
	Above         *float64    `json:"above,omitempty"`
	Below         *float64    `json:"below,omitempty"`
	Outside       *[2]float64 `json:"outside,omitempty"`
	AboveUsualGap *float64    `json:"aboveUsualGap,omitempty" jsonschema:"minimum=1"` // of freshness and label_freshness: times the largest usual gap between batches of rows
	Window        Duration    `json:"window,omitzero"`                                // default: the model's window
	Baseline      string      `json:"baseline,omitempty"`
	MinCount      *int        `json:"minCount,omitempty" jsonschema:"minimum=0"` // default 100
	For           Duration    `json:"for,omitzero"`
	Recover       *float64    `json:"recover,omitempty"`
	Title         string      `json:"title,omitempty"`

	Default bool `json:"-"` // one of the task's default policies; ParseModel fills it
}

// DefaultMinCount is the sample size below which a policy gives no verdict.
const DefaultMinCount = 100

// MinimumCount returns the policy's own minimum count or the default.
func (p Policy) MinimumCount() float64 {
	if p.MinCount != nil {
		return float64(*p.MinCount)
	}
	return DefaultMinCount
}

// Bounds returns the bounds of the quiet zone; nil where there is none on that side, and on both where the log's own
// past sets the bound (AboveUsualGap).
func (p Policy) Bounds() (lower, upper *float64) {
	if p.Outside != nil {
		return &p.Outside[0], &p.Outside[1]
	}
	return p.Below, p.Above
}
