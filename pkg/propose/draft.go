package propose

import (
	"encoding/json"
	"errors"
	"fmt"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/store"
)

// parsed is the model as the settings would read it. A proposal that they refuse is a fault of this package.
func parsed(m *model.Model) (*model.Model, error) {
	raw, err := json.Marshal(m)
	if err != nil {
		return nil, fault.As(err)
	}
	p, refused := model.ParseModel(raw)
	if len(refused) > 0 {
		var all []error
		for _, f := range refused {
			all = append(all, f)
		}
		return nil, fault.Newf(fault.Internal, "the proposal is refused").Because(errors.Join(all...))
	}
	return p, nil
}

// draft is a proposal while it is made.
type draft struct {
	store    store.Store
	asked    Options
	log      *table
	outcomes *table           // nil: labels lie in the log, or nowhere
	roles    map[*column]bool // columns that have a role
	model    model.Model
	notes    []Note
	left     []Left

	prediction, score, label    *column
	logWritten, outcomesWritten *column            // when rows were written; nil where nothing says so
	labelTimes                  []*column          // of the outcomes, where no name says which is the labels' own
	classes                     map[string]*column // one score for each class
}

func (d *draft) note(path string, c Confidence, format string, args ...any) {
	d.notes = append(d.notes, Note{Path: path, Confidence: c, Reason: fmt.Sprintf(format, args...)})
}

func (d *draft) leave(c *column, format string, args ...any) {
	d.roles[c] = true
	d.left = append(d.left, Left{Column: c.path, Reason: fmt.Sprintf(format, args...)})
}

// extend adds to the first note of a path.
func (d *draft) extend(path, text string) {
	for i := range d.notes {
		if d.notes[i].Path == path && text != "" {
			d.notes[i].Reason += "; " + text
			return
		}
	}
}

// find returns the column with the most telling name for a role among those without a role that fit, and why it is it.
func (d *draft) find(t *table, r role, fits func(*column) bool) (c *column, why string) {
	for _, naming := range known[r] {
		for _, name := range naming.names {
			for _, c := range t.columns {
				if d.roles[c] || c.isKey || plain(c.name) != name || !fits(c) {
					continue
				}
				if naming.by != "" {
					return c, "named as in " + naming.by
				}
				return c, "a usual name for it"
			}
		}
	}
	return nil, ""
}
