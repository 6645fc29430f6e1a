package dialect

// postgresPathText reads a path in a text that may be a JSON document. Before version 16 Postgres cannot test whether a
// text is JSON, and a failed cast ends the statement. So the text is reduced first: strings to $, other scalars to #,
// then innermost objects and arrays to #, level by level. A text that does not reduce to one sign is not a document and
// reads as NULL. The same holds for documents that nest deeper than the levels, and for escapes that no text can hold
// (\u0000, half a surrogate pair).
func postgresPathText() Template {
	const (
		document = "CAST({x} AS text)"
		levels   = 8
		unicode  = `u(?!0000)(?:[0-9a-ce-fA-CE-F][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2}` +
			`|[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})`
		texts   = `'"(?:[^"\\\u0001-\u001f]|\\["\\/bfnrt]|\\` + unicode + `)*"'`
		scalars = `'-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null'`
		member  = `[$]:[$#]`
		groups  = `'[{](?:` + member + `(?:,` + member + `)*)?[}]|[[](?:[$#](?:,[$#])*)?[]]'`
	)
	replaced := func(in, pattern, by string) string {
		return "regexp_replace(" + in + ", " + pattern + ", '" + by + "', 'g')"
	}
	reduced := replaced("translate("+document+", '$#', '!!')", texts, "$")
	reduced = replaced(reduced, scalars, "#")
	reduced = replaced(reduced, `'[ \t\n\r]+'`, "")
	for range levels {
		reduced = replaced(reduced, groups, "#")
	}
	return Template("CASE WHEN " + reduced + " IN ('$', '#') THEN CAST(" + document + " AS json) #>> {?} END")
}
