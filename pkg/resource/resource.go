// Package resource holds what the data source's resource routes answer: what editors, pages and scripts list and show.
// The types are the contract's; they name no table and no column of a store, because viewers may read them.
package resource

import (
	"leeway/pkg/propose"
	"leeway/pkg/spec"
)

// Resources lists the answer of each route by the route's name.
type Resources struct {
	Models   []ModelInfo    `json:"models"`   // GET models
	Resolved spec.ModelSpec `json:"resolved"` // GET models/{id}/resolved
	Policies Evaluations    `json:"policies"` // GET models/{id}/policies, for administrators
	Measures []MeasureInfo  `json:"measures"` // GET measures
	Values   []string       `json:"values"`   // GET values?model=…&segment=…
	Reading  []Reading      `json:"reading"`  // GET reading
	Check    Check          `json:"check"`    // POST check, for administrators; see docs/datasource.md
	Tables   []string       `json:"tables"`   // POST tables, for administrators
	Propose  Proposal       `json:"propose"`  // POST propose, for administrators
	Validate Validation     `json:"validate"` // POST validate, for administrators
}

// Proposal is a proposed definition as YAML, with the reasons as comments, and the reasons by themselves.
type Proposal struct {
	YAML   string         `json:"yaml"`
	Table  string         `json:"table"`
	Sample int            `json:"sample"` // rows that were read
	Notes  []propose.Note `json:"notes"`
	Left   []propose.Left `json:"left"`
}

// Validation says of a text of definitions which models are right, and what is wrong with the others.
type Validation struct {
	Models []spec.ModelSpec `json:"models"` // those that can be read
	Errors []spec.Fault     `json:"errors"`
}
