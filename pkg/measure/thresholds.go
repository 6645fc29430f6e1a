package measure

// Threshold is the least difference that matters.
type Threshold struct {
	Of    Materiality
	Value float64
}

// Materiality says what a threshold is compared with.
type Materiality int8

// The materialities.
const (
	NoThreshold  Materiality = iota // significance is the most a verdict can say
	OnValue                         // the divergence itself
	OnChange                        // |current − baseline|
	OnChangeInSd                    // |current − baseline| in standard deviations of the baseline's values
)

// The thresholds that several measures share.
const (
	featureRate     = 0.05  // of rates of inputs
	performanceRate = 0.025 // of rates of outcomes
	halfSd          = 0.5   // of means and quantiles, in the baseline's standard deviations
)
