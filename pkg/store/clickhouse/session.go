package clickhouse

import (
	"context"
	"math"
	"time"

	clickhouse "github.com/ClickHouse/clickhouse-go/v2"
)

// abilities are what differs between servers.
type abilities struct {
	version      string
	materializes bool // enable_materialized_cte is known
}

// meaning are the settings under which statements mean what they mean on other stores. They travel with every
// statement, because a profile of the server may have changed them; a profile that forbids that is refused.
var meaning = clickhouse.Settings{
	"readonly":                             2, // no writes; settings may change
	"join_use_nulls":                       1, // a missing partner is NULL, not 0 or ''
	"prefer_column_name_to_alias":          1, // a name is the source's column, not an item's alias
	"aggregate_functions_null_for_empty":   1, // max of nothing is NULL, not 0
	"transform_null_in":                    0,
	"enable_positional_arguments":          1,
	"count_distinct_implementation":        "uniqExact",
	"output_format_decimal_trailing_zeros": 0,       // text of decimals
	"max_query_size":                       4 << 20, // models of many features
	// A limit of the server's profile must fail a statement, not cut its rows.
	"timeout_overflow_mode": "throw", "read_overflow_mode": "throw", "result_overflow_mode": "throw",
	"group_by_overflow_mode": "throw", "sort_overflow_mode": "throw", "set_overflow_mode": "throw",
	"join_overflow_mode": "throw", "distinct_overflow_mode": "throw",
	// HTTP only: the server ends a statement whose client has gone.
	"cancel_http_readonly_queries_on_client_close": 1,
}

// session adds the settings to the context of a statement that the server may work on for most.
func (s *Store) session(ctx context.Context, most time.Duration, able *abilities) context.Context {
	settings := clickhouse.Settings{
		// Whole seconds, and below the context's own limit where that is longer than one.
		"max_execution_time": int(math.Max(1, math.Floor(most.Seconds()))),
		"max_result_rows":    s.limits.MaxRows,
	}
	for name, value := range meaning {
		settings[name] = value
	}
	if able != nil && able.materializes {
		settings["enable_materialized_cte"] = 1
	}
	return clickhouse.Context(ctx, clickhouse.WithSettings(settings))
}

// abilities asks the server once; a failure is not remembered.
func (s *Store) abilities(ctx context.Context) (*abilities, error) {
	s.mu.Lock()
	known := s.able
	s.mu.Unlock()
	if known != nil {
		return known, nil
	}
	life := s.life.Statement(ctx)
	defer life.Stop()
	able := &abilities{}
	var count uint64
	row := s.conn.QueryRow(s.session(life, life.ServerLimit(), nil),
		"SELECT version(), count() FROM system.settings WHERE name = 'enable_materialized_cte'")
	if err := row.Scan(&able.version, &count); err != nil {
		return nil, ended(life, err)
	}
	able.materializes = count > 0
	s.mu.Lock()
	defer s.mu.Unlock()
	s.able = able
	return able, nil
}
