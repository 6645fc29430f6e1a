package columns

// Derivation says from what a column is derived.
type Derivation uint8

// The derivations. From TopProbability to Entropy columns are derived from all class probabilities of a row. From
// LabelValue to Delay they need a scan that reads labels, and without a label that counts they are missing; the last
// two need one that reads the offline table.
const (
	AsRead           Derivation = iota
	Width                       // of the prediction interval: upper − lower
	TopProbability              // the greatest probability of a row
	TopClass                    // its class
	ClassProbability            // that of the class Column.Name
	Entropy                     // −Σ p·log2 p over the classes
	LabelValue                  // the label as a number
	Residual                    // prediction − label
	RelativeError               // |prediction − label| / |label|; missing where the label is 0
	Covered                     // whether the label lies inside the prediction interval, bounds included: true or false
	LogLoss                     // −ln of the probability of the label's class
	Delay                       // seconds from the prediction to the observation of its label
	Matched                     // whether the offline table has the row
	Agreement                   // whether a feature is there what the log says
)

// NeedsLabels says that a derivation is of rows with their labels.
func (d Derivation) NeedsLabels() bool { return d >= LabelValue && d < Matched }

// NeedsLabelNumber says that a derivation computes with the label as a number.
func (d Derivation) NeedsLabelNumber() bool { return d.NeedsLabels() && d != Delay && d != LogLoss }

// NeedsJoin says that a column is derived once predictions have met another table.
func (d Derivation) NeedsJoin() bool { return d >= LabelValue }
