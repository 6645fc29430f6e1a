package alerttexts

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
	"text/template"
	"time"

	"github.com/prometheus/common/helpers/templates"
)

// value is what an alert's template sees of a refId. A figure that could not be computed is missing.
type value struct{ Value float64 }

// alert is what a template is rendered with. An evaluation that failed has no values.
type alert struct {
	Labels map[string]string
	Values map[string]value
}

// functions are those of Grafana's alert templates that the texts use.
var functions = template.FuncMap{
	"args": func(list ...any) map[string]any {
		byName := map[string]any{}
		for i, x := range list {
			byName[fmt.Sprintf("arg%d", i)] = x
		}
		return byName
	},
	"externalURL":        func() string { return "http://localhost:3000/" },
	"humanizeDuration":   templates.HumanizeDuration,
	"humanizePercentage": func(x float64) string { return fmt.Sprintf("%.4g%%", x*100) },
	"reReplaceAll": func(pattern, by, text string) string {
		return regexp.MustCompile(pattern).ReplaceAllString(text, by)
	},
	"toTime": func(seconds float64) time.Time {
		whole, fraction := math.Modf(seconds)
		return time.Unix(int64(whole), int64(fraction*1e9)).UTC()
	},
}

// render is the text of an annotation.
func render(t testing.TB, text string, a alert) string {
	t.Helper()
	parsed, err := template.New("").Funcs(functions).Parse("{{ $labels := .Labels }}{{ $values := .Values }}" + text)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	var out strings.Builder
	if err := parsed.Execute(&out, a); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return out.String()
}
