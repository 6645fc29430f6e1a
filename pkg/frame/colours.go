package frame

// The colours of Grafana's palette that verdicts are drawn in.
const (
	quiet    = "green"
	wary     = "yellow"
	alarming = "red"
	familiar = "blue"
	unjudged = "text" // that of text around it
)

// UnknownTile is the grey of a tile without a value: white text is legible on it, and the tile is on both themes duller
// than any verdict. In the colour of text it would be the brightest of a dark page.
const UnknownTile = "#6e6e6e"

// none stands where there is no value.
const none = "–"
