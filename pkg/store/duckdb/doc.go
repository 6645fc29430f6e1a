// Package duckdb is the store of DuckDB files and Parquet files: read-only, confined to one directory, and locked
// before the first query. It is the only package that knows the driver.
//
// Its files, from the bottom:
//
//   - Where tables are, and how they are written (location, names, dialects).
//   - A session runs statements (session, execute, attach, scope, answers, calls, wait).
//   - Other stores may use the same file, and files may block (shared_file, blocked).
//   - A store opens and checks (open, store, check, version).
//   - Its rows and tables (query, scan, catalog, listing, kept, size).
//   - What is wrong with files and statements (errors, explain, damage, footers, lakes).
//   - Demo logs move in time (move, calendar).
package duckdb
