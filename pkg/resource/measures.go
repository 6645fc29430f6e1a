package resource

import "leeway/pkg/measure"

// MeasureInfo is what editors offer of a measure.
type MeasureInfo struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Doc       string   `json:"doc"`                                                                                                                           // formula, denominator and special cases
	Targets   []string `json:"targets" jsonschema:"enum=features,enum=prediction,enum=score,enum=label,enum=uncertainty,enum=interval,enum=latency,enum=log"` // of which it can be taken; the first is the default
	Tasks     []string `json:"tasks"`                                                                                                                         // of the models that it is defined for; empty: all
	Param     string   `json:"param" jsonschema:"enum=,enum=p,enum=class"`                                                                                    // the parameter that it takes, if any
	TwoSample bool     `json:"twoSample"`                                                                                                                     // it is a distance between two windows
	Values    string   `json:"values" jsonschema:"enum=any,enum=numeric,enum=categorical"`                                                                    // the columns that it is defined for
}

// Measures lists every measure in the order of the documentation.
func Measures() []MeasureInfo {
	list := []MeasureInfo{}
	for _, m := range measure.All() {
		list = append(list, MeasureInfo{ID: m.ID, Title: m.Title, Doc: m.Doc, Targets: m.Targets,
			Tasks: append([]string{}, m.Tasks...),
			Param: paramNames[m.Param], TwoSample: m.TwoSample(), Values: kindNames[m.Values]})
	}
	return list
}

var (
	paramNames = map[measure.Param]string{measure.NoParam: "", measure.PParam: "p", measure.ClassParam: "class",
		measure.OptionalClass: "class"}
	kindNames = map[measure.Kind]string{measure.AnyValues: "any", measure.Numbers: "numeric",
		measure.Categories: "categorical"}
)
