package clickhouse

import (
	"context"
	"errors"
	"maps"
	"time"

	clickhouse "github.com/ClickHouse/clickhouse-go/v2"

	"leeway/pkg/fault"
)

// abilities are what differs between servers.
type abilities struct {
	version      string
	readonly     int  // of statements: the strictest that the account's profile lets them have
	materializes bool // enable_materialized_cte is known
}

// The values of readonly. allowSettings lets an account still write into files and other servers, by INSERT INTO
// FUNCTION; forbidAll does not, but as an account's own profile it forbids the settings that statements need.
const (
	forbidAll     = 1
	allowSettings = 2
)

// meaning are the settings under which statements mean what they mean on other stores. They travel with every
// statement, because a profile of the server may have changed them; a profile that forbids that is refused.
var meaning = clickhouse.Settings{
	"join_use_nulls":                        1, // a missing partner is NULL, not 0 or ''
	"prefer_column_name_to_alias":           1, // a name is the source's column, not an item's alias
	"aggregate_functions_null_for_empty":    0, // the dialect asks for max of nothing to be NULL, not 0
	"transform_null_in":                     0,
	"enable_positional_arguments":           1,
	"count_distinct_implementation":         "uniqExact",
	"group_by_use_nulls":                    0, // columns beside a grouping set stay what they are, not NULL
	"force_grouping_standard_compatibility": 1,
	"output_format_decimal_trailing_zeros":  0,       // text of decimals
	"max_query_size":                        4 << 20, // these three: models of many features
	"max_ast_elements":                      1_000_000,
	"max_expanded_ast_elements":             2_000_000,
	// A limit of the server's profile must fail a statement, not cut its rows.
	"timeout_overflow_mode": "throw", "read_overflow_mode": "throw", "result_overflow_mode": "throw",
	"group_by_overflow_mode": "throw", "sort_overflow_mode": "throw", "set_overflow_mode": "throw",
	"join_overflow_mode": "throw", "distinct_overflow_mode": "throw",
	// HTTP only: the server ends a statement whose client has gone.
	"cancel_http_readonly_queries_on_client_close": 1,
}

// settings are those of a statement that the server may work on for most: whole seconds, at least one.
func (s *Store) settings(most time.Duration, able *abilities) clickhouse.Settings {
	settings := maps.Clone(meaning)
	settings["max_execution_time"] = max(1, int(most.Seconds()))
	settings["max_result_rows"] = s.limits.MaxRows
	settings["readonly"] = able.readonly
	settings["preferred_block_size_bytes"] = 8 << 20 // blocks of many columns as long as those of few
	if able.materializes {
		settings["enable_materialized_cte"] = 1
	}
	return settings
}

// undated hides a context's deadline from the driver, which would give the server five seconds longer than that. The
// context still ends in time, and so does what the driver does with it.
type undated struct{ context.Context }

// Deadline is none.
func (undated) Deadline() (deadline time.Time, ok bool) { return time.Time{}, false }

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
	var version string
	var profile, count uint64
	row := s.conn.QueryRow(undated{life},
		"SELECT version(), toUInt64(getSetting('readonly')), count() FROM system.settings WHERE name = 'enable_materialized_cte'")
	if err := row.Scan(&version, &profile, &count); err != nil {
		var e *clickhouse.Exception
		if errors.As(err, &e) && e.Code == unknownDatabase { // the statement names none
			return nil, fault.Newf(fault.NotFound,
				"the server has no database of that name").AtSetting("database").Because(err)
		}
		return nil, ended(life, err)
	}
	able := &abilities{version: version, readonly: forbidAll, materializes: count > 0}
	switch profile {
	case forbidAll:
		return nil, byCode(settingsForbidden)
	case allowSettings:
		able.readonly = allowSettings // a profile's own value cannot be changed
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.able = able
	return able, nil
}
