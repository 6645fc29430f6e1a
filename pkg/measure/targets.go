package measure

// The targets of MEASURES; the same words as in a query.
const (
	features    = "features"
	prediction  = "prediction"
	score       = "score"
	label       = "label"
	uncertainty = "uncertainty"
	latency     = "latency"
	interval    = "interval"
	log         = "log"
)

// The tasks of models; the same words as in a definition.
const (
	binary         = "binary"
	multiclass     = "multiclass"
	regressionTask = "regression"
)

// classified are the tasks that predict classes.
var classified = []string{binary, multiclass}

// predicted is the target of measures that compare predictions with labels.
var predicted = []string{prediction}

// distributions are the targets whose distribution can be compared.
var distributions = []string{features, prediction, score, label, uncertainty, latency}

// numbers are the targets that can be numbers.
var numbers = []string{features, prediction, score, uncertainty, latency}
