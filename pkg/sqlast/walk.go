package sqlast

// Tables are the names of all tables a query reads, in the order they appear, each once.
func Tables(q Query) [][]string {
	var found [][]string
	seen := map[string]bool{}
	walk(q, func(s Source) {
		if t, ok := s.(Table); ok && !seen[tableKey(t.Name)] {
			seen[tableKey(t.Name)] = true
			found = append(found, t.Name)
		}
	})
	return found
}

// JoinsRanges reports whether a query joins two sources that times bound; see Join.
func JoinsRanges(q Query) bool {
	found := false
	walk(q, func(s Source) {
		j, ok := s.(Join)
		found = found || ok && j.Ranges
	})
	return found
}

// walk visits every source of a query, in the order they appear.
func walk(q Query, visit func(Source)) {
	var query func(Query)
	var source func(Source)
	with := func(ctes []CTE) {
		for _, c := range ctes {
			query(c.Query)
		}
	}
	query = func(q Query) {
		switch q := q.(type) {
		case Select:
			with(q.With)
			source(q.From)
		case Union:
			with(q.With)
			for _, part := range q.Parts {
				query(part)
			}
		}
	}
	source = func(s Source) {
		visit(s)
		switch s := s.(type) {
		case Subquery:
			query(s.Query)
		case Entries:
			source(s.From)
		case Join:
			source(s.L)
			source(s.R)
		}
	}
	query(q)
}

// tableKey distinguishes names whatever their parts hold: no name holds a NUL.
func tableKey(parts []string) string {
	key := ""
	for _, p := range parts {
		key += p + "\x00"
	}
	return key
}
