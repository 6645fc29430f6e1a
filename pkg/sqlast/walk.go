package sqlast

// Tables are the names of all tables a query reads, in the order they appear, each once.
func Tables(q Query) [][]string {
	var found [][]string
	seen := map[string]bool{}
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
		switch s := s.(type) {
		case Table:
			key := tableKey(s.Name)
			if !seen[key] {
				seen[key] = true
				found = append(found, s.Name)
			}
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
	return found
}

// tableKey tells names apart whatever their parts hold: no name holds a NUL.
func tableKey(parts []string) string {
	key := ""
	for _, p := range parts {
		key += p + "\x00"
	}
	return key
}
