package duckdb

import (
	"maps"
	"strings"
	"sync/atomic"

	"leeway/pkg/dialect"
	"leeway/pkg/store/duckdb/tally"
)

// movedTables are the sources of the tables that Move shifted, by joined name; nil: none.
type movedTables struct {
	atomic.Pointer[map[string]string]
}

// statementDialect is the dialect that statements run in: tables are where the files are, and moved tables are shifted.
func (l location) statementDialect(moved *movedTables) *dialect.Dialect {
	d := *dialect.DuckDB
	d.Source = func(name []string) (string, error) {
		if sources := moved.Load(); sources != nil {
			if text, ok := (*sources)[key(name)]; ok {
				return text, nil
			}
		}
		return l.place(name)
	}
	return &d
}

// numbered returns n copies of a dialect, which name the aggregates of the numbers of the pool.
func numbered(executed *dialect.Dialect, n int) []*dialect.Dialect {
	dialects := make([]*dialect.Dialect, n)
	for number := range dialects {
		d := *executed
		d.Templates = maps.Clone(d.Templates)
		for _, node := range dialect.CountingNodes {
			name, arguments, _ := strings.Cut(string(d.Templates[node]), "(")
			d.Templates[node] = dialect.Template(tally.Name(name, number) + "(" + arguments)
		}
		dialects[number] = &d
	}
	return dialects
}

// shownDialect is the dialect that statements are shown in: tables are as a model writes them.
func (l location) shownDialect() *dialect.Dialect {
	if l.path != "" {
		return dialect.DuckDB
	}
	d := *dialect.DuckDB
	d.Source = func(name []string) (string, error) {
		if _, err := l.parquetPath(name); err != nil {
			return "", err
		}
		if isGlob(name[0]) || !strings.HasSuffix(name[0], ".parquet") {
			return readParquet(name[0]), nil
		}
		return dialect.DuckDB.Names.Apply(name[0])
	}
	return &d
}
