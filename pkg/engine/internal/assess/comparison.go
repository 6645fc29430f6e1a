package assess

import (
	"fmt"
	"strings"
	"time"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/classes"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// assessment is what all comparisons of one question share.
type assessment struct {
	*evidence.Evidence
	merged   map[string]*summary.Summary   // counts of the log's windows; never changed
	contents map[windowKey]derived.Content // of windows
}

// windowKey identifies a window of one segment and some columns.
type windowKey struct {
	segment    plan.Segment
	keys       string
	start, end int64
}

func newAssessment(e *evidence.Evidence) *assessment {
	return &assessment{Evidence: e, merged: map[string]*summary.Summary{}, contents: map[windowKey]derived.Content{}}
}

// comparison compares a subject's current window with its baseline, by the counts of both.
type comparison struct {
	*assessment
	subject resolve.Subject
	segment plan.Segment
	members []plan.Segment // of a comparison of several segments; nil: segment alone
	view    resolve.View

	current     *summary.Summary
	baseline    *summary.Summary   // nil: there is none
	windows     []window.Interval  // of the baseline, newest first; empty for a table
	past        []*summary.Summary // of the earlier windows that count, newest first
	history     screened
	calibration evidence.Calibration
	silence     evidence.Silence

	notices    []answers.Notice
	lacking    string // why there is no baseline; empty: there is one, or nothing more is known
	unfit      string // "; " and why the log holds too few windows of this length; empty: it holds enough
	newUnknown string // why it is unknown which labels are new; empty: they can, or are not asked for

	predicted predictedBins    // of the current window; set once it was judged
	guess     *float64         // the median label of the history, while that is screened
	now       measure.Estimate // of one window; set once it was judged
}

// screened is the history of a view: which of its windows count.
type screened struct {
	past     []window.Interval // that count, newest first
	step     judge.Step        // of the current window
	screened []bool            // by window of the view's history: it was unusual itself
	adopted  *window.Interval  // the last window of the level that was adopted last, if that still holds
	recurs   *window.Interval  // with it, unusual windows had come and gone so often that they count
}

// Weight estimates the history's size in bytes.
func (s screened) Weight() uint32 {
	return uint32(len(s.screened) + 48*len(s.past) + 8*len(s.step.Past))
}

// predictedBins is what predictBins returned of a summary.
type predictedBins struct {
	of     *summary.Summary
	rows   predictedRows
	reason string
}

// segments are those that the comparison is about.
func (c *comparison) segments() []plan.Segment {
	if c.members != nil {
		return c.members
	}
	return []plan.Segment{c.segment}
}

// periods are the summaries of a rolling baseline's windows, newest first.
func (c *comparison) periods() []*summary.Summary {
	if c.Ask.Baseline.Kind != model.BaselineRolling || c.baseline == nil {
		return nil
	}
	return c.past[:min(len(c.windows), len(c.past))]
}

// baselineSeconds is the length of all baseline windows together.
func (c *comparison) baselineSeconds() float64 {
	var length float64
	for _, w := range c.windows {
		length += w.End.Sub(w.Start).Seconds()
	}
	return length
}

// noBaseline says why there is nothing to compare with.
func (c *comparison) noBaseline() string {
	if c.Ask.Baseline.Kind == model.BaselineRolling {
		if len(c.past) == 0 {
			return "no earlier window counts, so it is unknown what is usual" + c.unfit
		}
		return fmt.Sprintf("%d earlier windows count, and baseline %q needs %d%s", len(c.past), c.Ask.Baseline.Name,
			c.Ask.Baseline.MinPeriods, c.unfit)
	}
	if c.lacking != "" {
		return c.lacking
	}
	return "there is no baseline to compare with"
}

// names are the classes of predictions and labels; nil where the model has none.
func (c *comparison) names() *classes.Names {
	if c.Prepared == nil {
		return nil
	}
	return c.Prepared.Names
}

// what names the subject in messages.
func (c *comparison) what() string {
	name := string(c.Ask.Target)
	if c.subject.Feature != "" {
		name = "feature " + c.subject.Feature
	}
	if c.subject.With != "" {
		name += " with " + c.subject.With
	}
	if c.Ask.OfClassScore() {
		name += " of class " + c.Ask.Param.Class
	}
	if values := c.segment.Values(); len(values) > 0 {
		name += " of " + strings.Join(values, ", ")
	}
	return name
}

func (c *comparison) inform(format string, args ...any) {
	c.notices = append(c.notices, answers.Notice{Text: fmt.Sprintf(format, args...)})
}

// informAlike is inform where others of the comparison, or of other series, may say the same of themselves.
func (c *comparison) informAlike(alike answers.Alike, format string, args ...any) {
	c.notices = append(c.notices, answers.Notice{Alike: alike, Text: fmt.Sprintf(format, args...)})
}

func (c *comparison) warn(format string, args ...any) {
	c.notices = append(c.notices, answers.Notice{Warning: true, Text: fmt.Sprintf(format, args...)})
}

// columnOf returns a subject's column of a summary; the log itself has none.
func columnOf(s *summary.Summary, key string) *summary.Column {
	if s == nil || key == "" {
		return nil
	}
	return s.Column(key)
}

func micros(t time.Time) int64 { return t.UnixMicro() }
