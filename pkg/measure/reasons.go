package measure

// Reasons that several measures share.
const (
	noValues  = "no valid values in the window"
	noRows    = "no rows in the window"
	noMatch   = "no prediction of the window has a row in the offline table"
	noColumn  = "the column was not counted"
	oneValue  = "fewer than two values"
	noClasses = "defined for categories only"

	notNumeric = "defined for numbers only"
)

// Reasons of performance measures.
const (
	noOutcomes = "the model's outcomes were not read"
	noMature   = "no prediction in the window is old enough to be judged"
	noLabels   = "no labels for the window's predictions yet"
	noPositive = "no class is named and no positive class is declared"
)
