package spec

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"leeway/pkg/model"
)

// Definitions is the jsonData of one data source.
type Definitions struct {
	Name     string // empty: the file holds definitions alone
	JSONData json.RawMessage
	Read     model.ReadFile // reads what modelsFile names; nil: no file may be read
}

// Review is what validate says of a file.
type Review struct {
	DataSources []SourceReview `json:"dataSources"`
}

// SourceReview is what validate says of one data source.
type SourceReview struct {
	Name     string        `json:"name"`
	Models   []ModelReview `json:"models"` // those that parse
	Errors   []Fault       `json:"errors"` // of the settings, and of models that do not parse
	Warnings []string      `json:"warnings"`
}

// ModelReview says of a model that parses what watches it and what is wrong with that.
type ModelReview struct {
	Model    string            `json:"model"`
	Own      []string          `json:"own"`      // policies that it declares
	Defaults []string          `json:"defaults"` // policies that it gets
	Off      []model.Unwatched `json:"off"`
	Warnings []string          `json:"warnings"`
	Errors   []Fault           `json:"errors"`
}

// Validate reviews the definitions of data sources without reading any log.
func Validate(sources []Definitions) Review {
	var r Review
	for _, d := range sources {
		settings, errs := model.ReadSettings(d.JSONData, d.Read)
		one := SourceReview{Name: d.Name, Models: []ModelReview{}, Errors: []Fault{},
			Warnings: append([]string{}, settings.Warnings...)}
		for _, e := range errs {
			one.Errors = append(one.Errors, Fault{Path: e.Path, Message: e.Message})
		}
		for i := range settings.Models {
			one.Models = append(one.Models, reviewModel(&settings.Models[i]))
		}
		r.DataSources = append(r.DataSources, one)
	}
	return r
}

func reviewModel(m *model.Model) ModelReview {
	out := ModelReview{Model: m.ID, Own: []string{}, Defaults: []string{}, Off: m.Unwatched(), Warnings: Warnings(m),
		Errors: []Fault{}}
	for _, p := range m.Policies {
		list := &out.Own
		if p.Default {
			list = &out.Defaults
		}
		*list = append(*list, p.ID)
	}
	for _, f := range Faults(m) {
		out.Errors = append(out.Errors, Fault{Path: f.Path, Message: f.Message})
	}
	return out
}

// Wrong reports whether anything must be changed.
func (r Review) Wrong() bool {
	for _, s := range r.DataSources {
		if len(s.Errors) > 0 {
			return true
		}
		for _, m := range s.Models {
			if len(m.Errors) > 0 {
				return true
			}
		}
	}
	return false
}

// WriteJSON writes the review for programs.
func (r Review) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// WriteText writes the review for people.
func (r Review) WriteText(w io.Writer) error {
	var b strings.Builder
	for _, s := range r.DataSources {
		if s.Name != "" {
			fmt.Fprintf(&b, "data source %s\n", s.Name)
		}
		for _, f := range s.Errors {
			fmt.Fprintf(&b, "error: %s\n", f)
		}
		for _, text := range s.Warnings {
			fmt.Fprintf(&b, "warning: %s\n", text)
		}
		for _, m := range s.Models {
			m.write(&b)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (m ModelReview) write(b *strings.Builder) {
	fmt.Fprintf(b, "model %s\n", m.Model)
	for _, f := range m.Errors {
		fmt.Fprintf(b, "  error: %s\n", f)
	}
	for _, text := range m.Warnings {
		fmt.Fprintf(b, "  warning: %s\n", text)
	}
	for _, line := range []struct {
		name string
		ids  []string
	}{{"own policies", m.Own}, {"default policies", m.Defaults}} {
		if len(line.ids) > 0 {
			fmt.Fprintf(b, "  %s: %s\n", line.name, strings.Join(line.ids, ", "))
		}
	}
	if text := OffText(m.Off); text != "" {
		fmt.Fprintf(b, "  %s\n", text)
	}
}

// OffText lists default policies that are off by the reason, on one line; empty if none is.
func OffText(off []model.Unwatched) string {
	var reasons []string
	by := map[string][]string{}
	for _, o := range off {
		if by[o.Why] == nil {
			reasons = append(reasons, o.Why)
		}
		by[o.Why] = append(by[o.Why], o.Policy)
	}
	for i, why := range reasons {
		reasons[i] = fmt.Sprintf("%s (%s)", strings.Join(by[why], ", "), why)
	}
	if len(reasons) == 0 {
		return ""
	}
	return "default policies that are off: " + strings.Join(reasons, "; ")
}

// String is the path with the message.
func (f Fault) String() string {
	if f.Path == "" {
		return f.Message
	}
	return f.Path + ": " + f.Message
}
