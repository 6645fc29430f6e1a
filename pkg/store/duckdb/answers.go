package duckdb

import (
	"context"
	sqldriver "database/sql/driver"

	"leeway/pkg/dialect"
	"leeway/pkg/store"
)

// text is the one value of a statement of this package.
func (s *session) text(ctx context.Context, statement string) (string, error) {
	var answer string
	err := s.run(ctx, s.of(), dialect.Statement{SQL: statement}, func(ctx context.Context, rows sqldriver.Rows) error {
		return scan(ctx, rows, func(row store.Row) error {
			answer, _ = row.Text(0)
			return nil
		})
	})
	return answer, err
}

// names runs a statement that lists names in a column "name" and orders them: by similarity to near, else by name.
func (s *session) names(ctx context.Context, of scope, list, near string, args ...any) ([]string, error) {
	statement := "SELECT name FROM (" + list + ") ORDER BY "
	if near != "" {
		statement += "jaro_winkler_similarity(lower(name), lower(?)) DESC, "
		args = append(args, near)
	}
	statement += "name LIMIT 10000"
	var found []string
	err := s.run(ctx, of, dialect.Statement{SQL: statement, Args: args},
		func(ctx context.Context, rows sqldriver.Rows) error {
			return scan(ctx, rows, func(row store.Row) error {
				name, _ := row.Text(0)
				found = append(found, name)
				return nil
			})
		})
	if err != nil {
		return nil, s.classify(err)
	}
	return found, nil
}
