// Package propose reads a store's catalog and a small sample of a table, and proposes the definition of a model: which
// column is the time, the prediction, the label, a feature, and why. A person reads the reasons, corrects what is wrong
// and keeps the rest; nothing here decides anything by itself.
package propose

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/store"
)

// Confidence is how sure a part of a proposal is.
type Confidence string

// The confidences. High: a name that is known for this role, and values that fit it. Medium: values that fit it. Low: a
// guess, or something that the store cannot tell.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Options say what is proposed.
type Options struct {
	Table    string // the prediction log; empty: the one table that looks like one
	Outcomes string // the table of labels; empty: found by its columns
	ID       string // of the model; empty: made of the table's name
	Limits   model.Limits
}

// Note says why a part of the definition is as it is.
type Note struct {
	Path       string     `json:"path"` // log.time, features[2]; empty: the whole
	Confidence Confidence `json:"confidence" jsonschema:"enum=high,enum=medium,enum=low"`
	Reason     string     `json:"reason"`
}

// Left is a column without a role.
type Left struct {
	Column string `json:"column"`
	Reason string `json:"reason"`
}

// Proposal is the definition of a model that ParseModel accepts and whose columns are in the catalog.
type Proposal struct {
	Model  model.Model // as a person would write it, without the defaults
	Notes  []Note
	Left   []Left
	Table  string
	Size   int64 // the store's estimate of the log's rows
	Sized  bool  // false: the store has no estimate
	Sample int   // rows of the log that were read
}

// Propose reads the catalog of s and at most a few thousand rows of a table, and proposes a definition. Grids and kept
// categories are counted over the reference, as the engine would; where that takes too long they are left open.
// Errors: NotFound for an unknown or empty table, or when none or several look like a log; Unsupported for a table that
// lacks what every definition needs, with what to do; otherwise the store's own.
func Propose(ctx context.Context, s store.Store, o Options) (*Proposal, error) {
	log, err := chooseLog(ctx, s, o.Table)
	if err != nil {
		return nil, err
	}
	if log.rows == 0 {
		return nil, fault.Newf(fault.NotFound, "the table %s has no rows, so nothing can be proposed from it", log.name)
	}
	d := &draft{store: s, log: log, roles: map[*column]bool{}}
	if err := d.assign(ctx, o); err != nil {
		return nil, err
	}
	if err := d.compare(ctx); err != nil {
		return nil, err
	}
	if err := d.pin(ctx, o.Limits); err != nil {
		return nil, err
	}
	if _, err := parsed(&d.model); err != nil {
		return nil, err
	}
	return &Proposal{Model: d.model, Notes: d.notes, Left: d.left, Table: log.name, Size: log.size, Sized: log.sized,
		Sample: log.rows}, nil
}

// assign gives the columns their roles, the surest first: what has one is not looked at again.
func (d *draft) assign(ctx context.Context, o Options) error {
	d.model.SchemaVersion = model.SchemaVersion
	d.model.Log.Table = d.log.name
	d.model.ID = o.ID
	if d.model.ID == "" {
		d.model.ID = slug(d.log.name)
	}
	if err := d.findTime(); err != nil {
		return err
	}
	d.findID()
	d.findVersion()
	d.findCost()
	d.findPredictions()
	if err := d.findOutcomes(ctx, o.Outcomes); err != nil {
		return err
	}
	d.findScoresOfLabel()
	if err := d.decideTask(); err != nil {
		return err
	}
	d.findDoubt()
	d.findWritten()
	d.findFeatures()
	d.findSegments()
	return nil
}

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
	log      *table
	outcomes *table           // nil: labels lie in the log, or nowhere
	roles    map[*column]bool // columns that have a role
	model    model.Model
	notes    []Note
	left     []Left

	prediction, score, label    *column
	logWritten, outcomesWritten *column            // when rows were written; nil where nothing says so
	classes                     map[string]*column // one score for each class
}

func (d *draft) note(path string, c Confidence, format string, args ...any) {
	d.notes = append(d.notes, Note{Path: path, Confidence: c, Reason: fmt.Sprintf(format, args...)})
}

func (d *draft) leave(c *column, format string, args ...any) {
	d.roles[c] = true
	d.left = append(d.left, Left{Column: c.path, Reason: fmt.Sprintf(format, args...)})
}
