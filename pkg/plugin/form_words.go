package plugin

import (
	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// inFormWords returns a fault that names a setting as the form does, with the key that a provisioning file has.
func inFormWords(f *fault.Error) *fault.Error {
	label, ok := model.SettingLabels[f.Path]
	if !ok {
		return f
	}
	c := *f
	c.Path = label + " (" + f.Path + ")"
	return &c
}
