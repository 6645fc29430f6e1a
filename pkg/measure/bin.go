package measure

import "leeway/pkg/summary"

// BinKind tells ordinary bins from special ones.
type BinKind int8

// The kinds of bins. Missing and invalid values are drawn but enter no divergence.
const (
	Ordinary BinKind = iota
	Other            // categories of the reference that are not kept by name
	New              // categories the reference never held
	Missing
	Invalid
)

// Labels of the special bins.
const (
	OtherLabel   = summary.OtherLabel
	NewLabel     = summary.NewLabel
	MissingLabel = summary.MissingLabel
	InvalidLabel = summary.InvalidLabel
)

// Bin is one bar of a distribution over another.
type Bin struct {
	Label string
	Kind  BinKind

	// Lower and Upper bound the values of a numeric bin, −Inf and +Inf where it is open; both 0 for categories.
	Lower, Upper float64

	Current, Baseline float64 // counts

	// CurrentShare and BaselineShare are counts over valid values; of missing and invalid bins over all values. 0 if
	// there are none to divide by.
	CurrentShare, BaselineShare float64

	Contribution float64 // to psi, 0 for missing and invalid

	// UsualLow and UsualHigh are what the current share is expected to lie between; nil where nothing tells. Bins
	// leaves them out.
	UsualLow, UsualHigh *float64
}
