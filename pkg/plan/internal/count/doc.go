// Package count holds the forms in which stores count columns, one file a form: which columns it fits, its SQL, and
// how the rows of its result are read. All read rows.Base.
//
// Its files, from the top:
//
//   - A statement is a union of forms, and a reader of its rows (union, form, reader, result, place, attribute,
//     counted).
//   - Forms for cells of numbers (lists, list_forms, packed_sets, grouping_sets, histograms, keys, places,
//     distinct_values).
//   - Forms for a first pass and for the refinement of grids (octaves, exponents, cross_tables, moments, ranges).
//   - Forms for texts and classes (categories, classes, top_categories).
//   - Other statements: rows, copies, joint counts, pairs (row_totals, copies, joint, pairs).
//   - What forms share: columns, layouts, grids and keys in SQL (column, layout, names, numeric, unpivot, grid,
//     edges, cell_key, octave_row, status).
package count
