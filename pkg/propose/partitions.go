package propose

import (
	"cmp"
	"context"
	"path"
	"regexp"
	"slices"
	"strings"

	"leeway/pkg/store"
)

var (
	parquetFile = regexp.MustCompile(`(?i)\.(parquet|parq|pq)$`)

	// partitionFolder is a folder that holds a part of a table: day=2024-01-01 as Hive and Spark write it, or a date.
	partitionFolder = regexp.MustCompile(`^([^=]+=.*|[0-9][0-9_-]*)$`)

	// partOfName are the parts of a file's name that differ between files of one table: numbers, dates and random ids.
	partOfName = regexp.MustCompile(`(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}|[0-9]+`)

	severalParts = regexp.MustCompile(`\*([-_.T]?\*)+`)
)

// parquetFiles are files whose names say that they are one table.
type parquetFiles struct {
	base string // the folder above the partitions; empty: the root
	name string // of the files, with * for what differs
	all  []string
}

// listTables lists the tables that a model can name. The files of one table, in one folder or in folders of partitions,
// are one glob.
func listTables(ctx context.Context, s store.Store) ([]string, error) {
	tables, err := s.Tables(ctx)
	if err != nil || s.Kind() != "duckdb" {
		return tables, err
	}
	var folded []string
	for _, g := range groupFiles(tables) {
		glob := g.glob(tables)
		if len(g.all) > 1 && sameColumns(ctx, s, g.all) {
			folded = append(folded, glob)
			continue
		}
		folded = append(folded, g.all...)
	}
	slices.Sort(folded)
	return folded, nil
}

// isGlob reports whether a table is several files; names of files with a wildcard are none that listTables makes.
func isGlob(table string) bool { return strings.Contains(table, "*") }

// groupFiles puts files together that can be one table by their names. What is not a Parquet file is a group of one;
// hidden files and those that a job keeps to itself, such as _temporary/part-0.parquet, are left out.
func groupFiles(tables []string) []parquetFiles {
	groups := map[[2]string]*parquetFiles{}
	var order []*parquetFiles
	for _, table := range tables {
		if !parquetFile.MatchString(table) {
			order = append(order, &parquetFiles{all: []string{table}})
			continue
		}
		if isHidden(table) {
			continue
		}
		base, name := splitFile(table)
		g := groups[[2]string{base, name}]
		if g == nil {
			g = &parquetFiles{base: base, name: name}
			groups[[2]string{base, name}] = g
			order = append(order, g)
		}
		g.all = append(g.all, table)
	}
	groupsInOrder := make([]parquetFiles, len(order))
	for i, g := range order {
		groupsInOrder[i] = *g
	}
	return groupsInOrder
}

// isHidden reports whether a file or one of its folders starts with a dot or an underscore.
func isHidden(file string) bool {
	return slices.ContainsFunc(strings.Split(file, "/"), func(part string) bool {
		return strings.HasPrefix(part, ".") || strings.HasPrefix(part, "_")
	})
}

// splitFile returns the folder above a file's partitions, and the file's name with * for what differs between parts.
func splitFile(file string) (base, name string) {
	folders := strings.Split(path.Dir(file), "/")
	for len(folders) > 0 && partitionFolder.MatchString(folders[len(folders)-1]) {
		folders = folders[:len(folders)-1]
	}
	end := path.Ext(file)
	name = partOfName.ReplaceAllString(strings.TrimSuffix(path.Base(file), end), "*")
	base = strings.Join(folders, "/")
	if base == "." {
		base = ""
	}
	return base, severalParts.ReplaceAllString(name, "*") + end
}

// glob is the pattern that matches the group's files and no others.
func (g parquetFiles) glob(tables []string) string {
	first := g.all[0]
	folders := path.Dir(first)
	name := g.name
	others := slices.ContainsFunc(tables, func(t string) bool {
		base, other := splitFile(t)
		return base == g.base && other != g.name && strings.EqualFold(path.Ext(t), path.Ext(first))
	})
	if !others {
		name = "*" + path.Ext(first)
	}
	if folders == cmp.Or(g.base, ".") {
		return path.Join(g.base, name)
	}
	below := slices.ContainsFunc(tables, func(t string) bool {
		base, _ := splitFile(t)
		return base != g.base && strings.HasPrefix(base+"/", g.base+"/")
	})
	if g.base != "" && !below {
		return path.Join(g.base, "**", name)
	}
	pattern := strings.Split(strings.TrimPrefix(strings.TrimPrefix(folders, g.base), "/"), "/")
	for i, folder := range pattern {
		key, _, hive := strings.Cut(folder, "=")
		pattern[i] = "*"
		if hive {
			pattern[i] = key + "=*"
		}
	}
	return path.Join(g.base, path.Join(pattern...), name)
}

// sameColumns reports whether files look like parts of one table: the first, the last and three in between share at
// least half of their columns with the first. There are two files at least.
func sameColumns(ctx context.Context, s store.Store, files []string) bool {
	const looked = 5
	var first []store.Column
	for i := range min(looked, len(files)) {
		parts, err := s.Table(files[i*(len(files)-1)/(min(looked, len(files))-1)])
		if err != nil {
			return false
		}
		columns, err := s.Columns(ctx, parts)
		if err != nil {
			continue // a job may be writing it; reading the table names it
		}
		if first == nil {
			first = columns
			continue
		}
		shared := 0
		for _, c := range columns {
			if slices.ContainsFunc(first, func(f store.Column) bool { return f.Name == c.Name }) {
				shared++
			}
		}
		if 2*shared < max(len(first), len(columns)) {
			return false
		}
	}
	return true
}
