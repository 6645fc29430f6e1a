package judge

import "math"

const (
	pageLevel    = 4e-4 // about 0.1 false pages per policy and year under daily looks
	pagesPerYear = 0.1  // … which is what pageLevel was chosen for
	notifyLevel  = 5e-4
	tableLevel   = 0.025 // of what is only looked at
)

// Level returns the tail, on one side, below which a value of a policy of that tier is beyond what its past predicts.
// subjects is how many of them the policy judges by the model's definition, never how many a query names. An unknown
// tier, such as that of a table, is explain.
func Level(tier string, subjects int, falsePagesPerYear float64) float64 {
	level := tableLevel
	switch tier {
	case "page":
		level = math.Min(tableLevel, pageLevel*falsePagesPerYear/pagesPerYear)
	case "notify":
		level = notifyLevel
	}
	return level / float64(max(1, subjects))
}

// LevelOfBins returns the level of a distribution of which so many earlier windows show what is usual: with few of them
// no higher than that of a page. Two weeks that happen to be alike say little of how far shares wobble.
func LevelOfBins(level float64, windows int) float64 {
	if windows < MinScreened {
		return math.Min(level, pageLevel)
	}
	return level
}
