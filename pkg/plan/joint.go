package plan

import (
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/count"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/sqlast"
)

// Joint returns the statement that counts predictions against labels, by span and dimensions. Of a regression model it
// counts only how many have a label.
func (s Scan) Joint(l Labels) (Statement, error) {
	s.Labels = &l
	items, err := s.jointItems(l)
	if err != nil {
		return Statement{}, err
	}
	with, err := s.Base(rows.Request{Items: items})
	if err != nil {
		return Statement{}, err
	}
	query := count.Joint(with, s.layout(), s.Model.Task == model.Regression)
	return Statement{Query: query, Reader: count.JointReader(s.layout())}, nil
}

// jointItems are the prediction and the score's cell of every row.
func (s Scan) jointItems(l Labels) ([]sqlast.Item, error) {
	prediction := sqlast.Expr(sqlast.Null{Type: sqlast.Text})
	if s.Model.Task != model.Regression && s.Model.Predicts() {
		c, err := ColumnOf(s.Model, PredictionKey)
		if err != nil {
			return nil, err
		}
		v, err := s.Deriver().Derive(c, PredictionKey)
		if err != nil {
			return nil, err
		}
		prediction = v.Text()
	}
	cell := sqlast.Expr(sqlast.Int(0))
	if l.Score {
		score, err := ColumnOf(s.Model, ScoreKey)
		if err != nil {
			return nil, err
		}
		v, err := s.Deriver().Derive(score, ScoreKey)
		if err != nil {
			return nil, err
		}
		cell = count.CellOfScore(v.Value)
	}
	return []sqlast.Item{{X: prediction, As: count.Prediction.Name}, {X: cell, As: count.ScoreCell.Name}}, nil
}

// Revisions returns the statement that counts labelled predictions by whether their label was revised. The scan's
// source is the log, l the table of outcomes; labels after the horizon do not take part.
func (s Scan) Revisions(l Labels) (Statement, error) {
	of, err := s.Rows.Revisions(l)
	return s.countClasses(of, columns.RevisionKey, err)
}

// Orphans returns the statement that counts outcomes, by when they were observed, by whether a prediction has their
// id: one made at most so long before and after the outcome was observed. The scan's source is the table of outcomes.
func (s Scan) Orphans(log Source, label string, before, after time.Duration) (Statement, error) {
	of, err := s.Rows.Orphans(log, label, rows.Reach{Before: before, After: after})
	return s.countClasses(of, columns.OrphanKey, err)
}

func (s Scan) countClasses(of rows.Classes, key string, err error) (Statement, error) {
	if err != nil {
		return Statement{}, err
	}
	query, reader := count.Classes(of, Column{Key: key, Mode: Distinct}, s.layout())
	return Statement{Query: query, Reader: reader}, nil
}
