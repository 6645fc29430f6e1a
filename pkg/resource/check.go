package resource

// Check says step by step what the settings of a data source reach.
type Check struct {
	Healthy bool        `json:"healthy"`
	Message string      `json:"message"` // the first failure, else that all is well
	Steps   []CheckStep `json:"steps"`   // in the order in which they were tried; what follows a broken connection is not
}

// CheckStep is one thing that was tried.
type CheckStep struct {
	Name    string `json:"name"` // such as sign in, clock, model arrival-delay
	State   string `json:"state" jsonschema:"enum=passed,enum=warning,enum=failed"`
	Message string `json:"message"`
}

// The states of a step. One with a warning has passed, but what it says should be changed.
const (
	Passed = "passed"
	Warned = "warning"
	Failed = "failed"
)
