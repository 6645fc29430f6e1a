package resource

import (
	"time"

	"leeway/pkg/engine"
)

// Reading says how much of a model's log is read from the store now.
type Reading struct {
	Model string `json:"model"` // its id
	Name  string `json:"name"`
	Days  int    `json:"days"`            // of the model's calendar, whole or in part; 0: it is not known how many
	First string `json:"first,omitempty"` // the first of them, 2006-01-02
	Last  string `json:"last,omitempty"`  // the last of them
}

// Readings lists what is read, by model.
func Readings(now []engine.Reading) []Reading {
	list := []Reading{}
	for _, r := range now {
		of := Reading{Model: r.Model.ID, Name: r.Model.Name, Days: r.Days}
		if r.Days > 0 {
			of.First, of.Last = r.First.Format(time.DateOnly), r.Last.Format(time.DateOnly)
		}
		list = append(list, of)
	}
	return list
}
