// Package dialect renders sqlast trees as the SQL text of one store and the arguments bound to it. What differs
// between stores is data: quoting rules, type names and a template per node. A store without a template for a node
// cannot do it, and says so (fault.Unsupported).
//
// Three rules hold for every store: names are always quoted, values are always bound, and the text depends on
// nothing but the tree.
//
// Its files, from the top:
//
//   - Stores (duckdb, postgres, postgres_json, clickhouse, mysql, trino).
//   - The parts of a dialect (dialect, nodes, node_of, template, types, quoting).
//   - Clauses around expressions (render, source, writer).
//   - Expressions, as pieces: SQL, values to bind and expressions inside (expr, pieces).
//   - Pieces by what they spell (operators, numbers, texts, paths, lists, aggregates, iso, spans, time_bounds).
package dialect
