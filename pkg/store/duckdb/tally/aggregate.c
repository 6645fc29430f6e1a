#include "aggregate.h"

#include <string.h>

#include "tally.h"
#include "update.h"

static idx_t state_size(duckdb_function_info info) {
	(void)info;
	return sizeof(leeway_table);
}

static leeway_statement *statement_of(duckdb_function_info info) {
	return ((leeway_aggregate *)duckdb_aggregate_function_get_extra_info(info))->statement;
}

static void state_init(duckdb_function_info info, duckdb_aggregate_state state) {
	leeway_table *t = memset(state, 0, sizeof(leeway_table));
	t->aggregate = duckdb_aggregate_function_get_extra_info(info);
	t->turn = atomic_load(&t->aggregate->statement->turn);
}

static void state_destroy(duckdb_aggregate_state *states, idx_t count) {
	for (idx_t i = 0; i < count; i++) {
		leeway_table *t = states[i];
		leeway_statement *statement = t->aggregate->statement;
		if (leeway_begin_call(statement) == t->turn) {
			leeway_free(t);
		}
		leeway_end_call(statement);
	}
}

static void combine(duckdb_function_info info, duckdb_aggregate_state *source, duckdb_aggregate_state *target, idx_t count) {
	leeway_statement *statement = statement_of(info);
	uint64_t turn = leeway_begin_call(statement);
	const char *error = NULL;
	for (idx_t i = 0; i < count && !error; i++) {
		leeway_table *into = target[i], *from = source[i];
		if (into->turn != turn || from->turn != turn) {
			error = LEEWAY_ENDED;
		} else if (!leeway_merge(into, from)) {
			error = LEEWAY_OVER_BUDGET;
		}
	}
	leeway_end_call(statement);
	if (error) {
		duckdb_aggregate_function_set_error(info, error);
	}
}

// The columns of an entry, in the order of entry_type.
typedef struct {
	double *key;
	int64_t *kind, *n;
	double *off, *off2;
	duckdb_vector keys;
} entries;

static entries entries_of(duckdb_vector lists) {
	duckdb_vector fields = duckdb_list_vector_get_child(lists), vectors[5];
	for (idx_t i = 0; i < 5; i++) {
		vectors[i] = duckdb_struct_vector_get_child(fields, i);
	}
	return (entries){.key = duckdb_vector_get_data(vectors[0]), .kind = duckdb_vector_get_data(vectors[1]),
		.n = duckdb_vector_get_data(vectors[2]), .off = duckdb_vector_get_data(vectors[3]),
		.off2 = duckdb_vector_get_data(vectors[4]), .keys = vectors[0]};
}

// How many values of a cell are told apart as out of bounds.
static uint64_t outside(const leeway_table *t, uint32_t cell) {
	return t->aggregate->placed ? (uint64_t)t->sums[cell].marked : 0;
}

// How many entries the list of a table has.
static idx_t length_of(const leeway_table *t) {
	idx_t length = (t->missing > 0) + (t->zeros[0] > 0) + (t->zeros[1] > 0);
	for (uint32_t i = 0; i < t->width + t->slots; i++) {
		if (t->n[i]) {
			length += (t->n[i] > outside(t, i)) + (outside(t, i) > 0);
		}
	}
	return length;
}

static const leeway_sums none;

// Writes an entry to place at of a list, and returns the next place.
static idx_t write_entry(entries e, idx_t at, double key, int64_t kind, uint64_t n, const leeway_sums *sums) {
	e.key[at] = key;
	e.kind[at] = kind;
	e.n[at] = (int64_t)n;
	e.off[at] = sums->off;
	e.off2[at] = sums->off2;
	return at + 1;
}

// Writes the entry of a cell. One that a bound divides has two, and what lies out of bounds adds nothing to their sums.
static idx_t write_cell(const leeway_table *t, uint32_t cell, entries e, idx_t at) {
	double key = cell < t->width ? leeway_key_at(t, t->first + cell) : t->keys[cell - t->width];
	const leeway_sums *sums = t->sums ? &t->sums[cell] : &none;
	if (!t->aggregate->placed) {
		return write_entry(e, at, key, leeway_kind_at(t, cell) | (sums->marked > 0), t->n[cell], sums);
	}
	uint64_t beyond = outside(t, cell);
	if (t->n[cell] > beyond) {
		at = write_entry(e, at, key, 0, t->n[cell] - beyond, sums);
		sums = &none;
	}
	return beyond ? write_entry(e, at, key, LEEWAY_OUTSIDE, beyond, sums) : at;
}

// Writes a table into a list of entries from place at on, what has no key last.
static void write_entries(const leeway_table *t, entries e, idx_t at) {
	for (uint32_t i = 0; i < t->width + t->slots; i++) {
		at = t->n[i] ? write_cell(t, i, e, at) : at;
	}
	for (int i = 0; i < 2; i++) {
		int64_t kind = t->aggregate->placed ? LEEWAY_ZERO + i * LEEWAY_OUTSIDE : 0;
		at = t->zeros[i] ? write_entry(e, at, 0, kind, t->zeros[i], &none) : at;
	}
	if (t->missing) {
		duckdb_vector_ensure_validity_writable(e.keys);
		duckdb_vector_get_validity(e.keys)[at / 64] &= ~((uint64_t)1 << (at % 64));
		write_entry(e, at, 0, 0, t->missing, &none);
	}
}

// Appends a table to the lists of a result. false: DuckDB has no memory for it.
static bool append(const leeway_table *t, duckdb_vector result, duckdb_list_entry *list) {
	idx_t at = duckdb_list_vector_get_size(result), length = length_of(t);
	if (duckdb_list_vector_reserve(result, at + length) || duckdb_list_vector_set_size(result, at + length)) {
		return false;
	}
	*list = (duckdb_list_entry){.offset = at, .length = length};
	write_entries(t, entries_of(result), at);
	return true;
}

static void finalize(duckdb_function_info info, duckdb_aggregate_state *source, duckdb_vector result, idx_t count, idx_t offset) {
	duckdb_list_entry *lists = duckdb_vector_get_data(result);
	leeway_statement *statement = statement_of(info);
	uint64_t turn = leeway_begin_call(statement);
	const char *error = NULL;
	for (idx_t i = 0; i < count && !error; i++) {
		const leeway_table *t = source[i];
		if (t->turn != turn) {
			error = LEEWAY_ENDED;
		} else if (!append(t, result, &lists[offset + i])) {
			error = LEEWAY_OVER_BUDGET;
		}
	}
	leeway_end_call(statement);
	if (error) {
		duckdb_aggregate_function_set_error(info, error);
	}
}

void leeway_set_functions(duckdb_aggregate_function function, leeway_update update) {
	duckdb_aggregate_function_set_functions(function, state_size, state_init, update, combine, finalize);
	duckdb_aggregate_function_set_destructor(function, state_destroy);
	duckdb_aggregate_function_set_special_handling(function); // rows whose key is NULL are counted
}
