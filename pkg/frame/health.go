package frame

import (
	"cmp"
	"fmt"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/fault"
)

// Health says of a model whether it can be read.
type Health struct {
	Model string
	Name  string       // for people; empty where the definition cannot be parsed
	Fault *fault.Error // nil: it can
}

// Healths is one row with a field per model: 1 where it cannot be read or parsed, else 0, never null. A notice says
// why.
func Healths(models []Health) data.Frames {
	f := typed(data.FrameTypeNumericWide)
	for _, m := range models {
		unreadable := 0.0
		if m.Fault != nil {
			unreadable = 1
			f.AppendNotices(data.Notice{Severity: data.NoticeSeverityWarning,
				Text: fmt.Sprintf("model %q cannot be read: %v", m.Model, m.Fault)})
		}
		field := data.NewField("unreadable", data.Labels{"model": m.Model}, []*float64{&unreadable})
		field.Config = &data.FieldConfig{DisplayNameFromDS: cmp.Or(m.Name, m.Model),
			Description: "1: the model cannot be read or parsed", Mappings: healthMappings}
		f.Fields = append(f.Fields, field)
	}
	return data.Frames{f}
}

var healthMappings = data.ValueMappings{data.ValueMapper{
	"0": {Text: "Readable", Color: quiet},
	"1": {Text: "Cannot be read", Color: alarming},
}}
