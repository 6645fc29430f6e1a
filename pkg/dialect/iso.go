package dialect

// ISO 8601 times in their extended form, as every store reads them: the same texts are times everywhere. The patterns
// use neither look-ahead nor backslashes, which not all engines have or keep.
const (
	isoYear = `([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])`
	isoLeap = `([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)`
	isoDate = `(` + isoYear +
		`-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|` +
		isoLeap + `-02-29)`
	isoClock  = `([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?`
	isoOffset = `(Z|[-+](0[0-9]|1[0-4])(:?[0-5][0-9])?)`

	isoText = isoDate + `([T ]` + isoClock + isoOffset + `?)?`

	// isoTime is what a whole text matches, isoMarked a text with a bar after it: the $ of some engines lets a line end
	// pass.
	isoTime   = `'^` + isoText + `$'`
	isoMarked = `'^` + isoText + `[|]$'`

	// isoZoned is what a time matches that names its offset.
	isoZoned = `'[T ].*` + isoOffset + `$'`

	// isoLocal is the part of a time that a clock shows, to the microsecond.
	isoLocal = `'^[-0-9]{10}([T ][0-9:]{5,8}([.][0-9]{1,6})?)?'`
)
