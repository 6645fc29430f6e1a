package engine

import (
	"strings"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// Models returns the models in the order of the settings.
func (e *Engine) Models() []*model.Model { return e.models }

// ModelsNamed returns the model with an id, or all models if the id is empty. Its error names the models there are; it
// is about the command line's option --model.
func (e *Engine) ModelsNamed(id string) ([]*model.Model, error) {
	if id == "" {
		return e.models, nil
	}
	var ids []string
	for _, m := range e.models {
		if m.ID == id {
			return []*model.Model{m}, nil
		}
		ids = append(ids, m.ID)
	}
	return nil, fault.NoneOf(fault.BadQuery, "--model", id, ids)
}

// selected returns the models a query names; none means all.
func (e *Engine) selected(ids []string) ([]*model.Model, error) {
	if len(ids) == 0 {
		return e.models, nil
	}
	var chosen []*model.Model
	for _, id := range ids {
		found := false
		for _, m := range e.models {
			if m.ID == id {
				chosen, found = append(chosen, m), true
			}
		}
		if !found {
			var known []string
			for _, m := range e.models {
				known = append(known, m.ID)
			}
			return nil, fault.NoneOf(fault.BadQuery, "models", id, known)
		}
	}
	return chosen, nil
}

// EachModel answers for each of the models that are named, else for all. Of all, those that cannot be answered are left
// out.
func (e *Engine) EachModel(ids []string, answer func(m *model.Model) error) (left []answers.LeftOut, err error) {
	models, err := e.selected(ids)
	if err != nil {
		return nil, err
	}
	for _, m := range models {
		err := answer(m)
		if err != nil {
			e.preparer.RecheckAfter(m, err)
		}
		switch {
		case err == nil:
		case len(ids) > 0 || !isModelFault(err):
			return nil, namingModel(err, m)
		default:
			left = append(left, answers.LeftOut{Model: m.ID, Fault: fault.As(namingModel(err, m))})
		}
	}
	if n := len(left); n > 0 && n == len(models) {
		return nil, answers.Unanswered(left)
	}
	return left, nil
}

// namingModel returns an error that names the model, unless the query itself is at fault, the caller has left or Leeway
// is wrong.
func namingModel(err error, m *model.Model) error {
	f := fault.As(err)
	switch f.Kind {
	case fault.BadQuery, fault.Canceled, fault.Internal, fault.TooLarge:
		return err
	}
	if strings.HasPrefix(f.Path, "model ") {
		return f
	}
	return f.At("model " + m.ID)
}

// isModelFault reports whether an error lies in one model or in what a query asks of it, so that the others of "all
// models" can be answered. A store that fails leaves nobody out: an alert rule must hear of it.
func isModelFault(err error) bool {
	switch fault.As(err).Kind {
	case fault.BadQuery, fault.BadModel, fault.NotFound, fault.Forbidden, fault.Unsupported:
		return true
	}
	return false
}
