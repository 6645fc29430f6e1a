package main

import (
	"context"
	"flag"

	"leeway/pkg/propose"
)

// runInit prints a proposed definition of a model, as a list of one: what a data source has under jsonData.models.
func runInit(ctx context.Context, args []string) error {
	var source sourceFlags
	var o propose.Options
	set := flag.NewFlagSet("init", flag.ContinueOnError)
	source.register(set)
	set.StringVar(&o.Table, "table", "", "the prediction log; default: the one table that looks like one")
	set.StringVar(&o.Outcomes, "outcomes", "",
		"the table of the labels; default: one that has the log's id and a label")
	set.StringVar(&o.Prediction, "prediction", "", "the column of the predictions; default: one whose name tells")
	set.StringVar(&o.Label, "label", "", "the column of the labels; default: one whose name or values tell")
	set.StringVar(&o.ID, "id", "", "id of the model; default: made from the table's name")
	if err := set.Parse(args); err != nil {
		return exitError{2, err}
	}
	instance, err := source.open("", nil)
	if err != nil {
		return err
	}
	defer instance.Dispose()
	p, err := instance.Propose(ctx, o)
	if err != nil {
		return err
	}
	text, err := p.YAML()
	if err != nil {
		return err
	}
	return print(ctx, text)
}
