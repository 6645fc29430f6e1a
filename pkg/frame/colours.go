package frame

// The colours of Grafana's palette that verdicts are drawn in.
const (
	quiet    = "green"
	wary     = "yellow"
	alarming = "red"
	familiar = "blue"
	unjudged = "text" // that of text around it
)

// none stands where there is no value.
const none = "–"
