#include "tally.h"

#include <stdlib.h>
#include <string.h>

#include "update.h"

static idx_t state_size(duckdb_function_info info) {
	(void)info;
	return sizeof(leeway_table);
}

static void state_init(duckdb_function_info info, duckdb_aggregate_state state) {
	memset(state, 0, sizeof(leeway_table));
	((leeway_table *)state)->aggregate = duckdb_aggregate_function_get_extra_info(info);
}

static void state_destroy(duckdb_aggregate_state *states, idx_t count) {
	for (idx_t i = 0; i < count; i++) {
		leeway_free(states[i]);
	}
}

static void combine(duckdb_function_info info, duckdb_aggregate_state *source, duckdb_aggregate_state *target, idx_t count) {
	for (idx_t i = 0; i < count; i++) {
		if (!leeway_merge(target[i], source[i])) {
			duckdb_aggregate_function_set_error(info, LEEWAY_SPENT);
			return;
		}
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

// How many entries the list of a table has.
static idx_t length_of(const leeway_table *t) {
	idx_t length = t->used + (t->missing > 0) + (t->zeros > 0);
	for (uint32_t i = 0; i < t->width; i++) {
		length += t->n[i] > 0;
	}
	return length;
}

// Writes an entry to place at of a list, and returns the next place.
static idx_t write_entry(entries e, idx_t at, double key, uint64_t n, const leeway_sums *sums) {
	e.key[at] = key;
	e.kind[at] = sums->kind | sums->fractional;
	e.n[at] = (int64_t)n;
	e.off[at] = sums->off;
	e.off2[at] = sums->off2;
	return at + 1;
}

// Writes a table into a list of entries from place at on, what has no key last.
static void write_entries(const leeway_table *t, entries e, idx_t at) {
	const leeway_sums none = {0};
	for (uint32_t i = 0; i < t->width + t->slots; i++) {
		if (t->n[i]) {
			double key = i < t->width ? leeway_key_at(t, t->first + i) : t->keys[i - t->width];
			at = write_entry(e, at, key, t->n[i], t->sums ? &t->sums[i] : &none);
		}
	}
	if (t->zeros) {
		at = write_entry(e, at, 0, t->zeros, &none);
	}
	if (t->missing) {
		duckdb_vector_ensure_validity_writable(e.keys);
		duckdb_vector_get_validity(e.keys)[at / 64] &= ~((uint64_t)1 << (at % 64));
		write_entry(e, at, 0, t->missing, &none);
	}
}

static void finalize(duckdb_function_info info, duckdb_aggregate_state *source, duckdb_vector result, idx_t count, idx_t offset) {
	duckdb_list_entry *lists = duckdb_vector_get_data(result);
	for (idx_t i = 0; i < count; i++) {
		const leeway_table *t = source[i];
		idx_t at = duckdb_list_vector_get_size(result), length = length_of(t);
		if (duckdb_list_vector_reserve(result, at + length) || duckdb_list_vector_set_size(result, at + length)) {
			duckdb_aggregate_function_set_error(info, LEEWAY_SPENT);
			return;
		}
		lists[offset + i] = (duckdb_list_entry){.offset = at, .length = length};
		write_entries(t, entries_of(result), at);
	}
}

// LIST(STRUCT(key DOUBLE, kind BIGINT, n BIGINT, off DOUBLE, off2 DOUBLE)), to be destroyed by the caller.
static duckdb_logical_type list_of_entries(duckdb_logical_type real, duckdb_logical_type whole) {
	duckdb_logical_type types[] = {real, whole, whole, real, real};
	const char *names[] = {"key", "kind", "n", "off", "off2"};
	duckdb_logical_type entry = duckdb_create_struct_type(types, names, 5), list = duckdb_create_list_type(entry);
	duckdb_destroy_logical_type(&entry);
	return list;
}

// Adds an overload to a set: the types of its parameters end with NULL.
static bool add(duckdb_aggregate_function_set set, const char *name, duckdb_logical_type *parameters,
	duckdb_logical_type result, duckdb_aggregate_update_t update, leeway_aggregate common) {
	duckdb_aggregate_function function = duckdb_create_aggregate_function();
	duckdb_aggregate_function_set_name(function, name);
	for (; *parameters; parameters++) {
		duckdb_aggregate_function_add_parameter(function, *parameters);
	}
	duckdb_aggregate_function_set_return_type(function, result);
	duckdb_aggregate_function_set_functions(function, state_size, state_init, update, combine, finalize);
	duckdb_aggregate_function_set_destructor(function, state_destroy);
	duckdb_aggregate_function_set_special_handling(function); // rows whose key is NULL are counted
	leeway_aggregate *aggregate = malloc(sizeof *aggregate);
	bool ok = aggregate != NULL;
	if (ok) {
		*aggregate = common;
		duckdb_aggregate_function_set_extra_info(function, aggregate, free);
		ok = duckdb_add_aggregate_function_to_set(set, function) == DuckDBSuccess;
	}
	duckdb_destroy_aggregate_function(&function);
	return ok;
}

bool leeway_register(void *connection, int64_t most) {
	duckdb_logical_type real = duckdb_create_logical_type(DUCKDB_TYPE_DOUBLE), whole = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
	duckdb_logical_type list = list_of_entries(real, whole);
	leeway_aggregate keys = {.most = most}, folded = {.most = most, .folded = true};
	duckdb_aggregate_function_set tally = duckdb_create_aggregate_function_set("leeway_tally");
	duckdb_aggregate_function_set exponential = duckdb_create_aggregate_function_set("leeway_tally_exponential");
	duckdb_aggregate_function_set octaves = duckdb_create_aggregate_function_set("leeway_octaves");

	bool ok = add(tally, "leeway_tally", (duckdb_logical_type[]){real, NULL}, list, leeway_count_keys, keys) &&
		add(tally, "leeway_tally", (duckdb_logical_type[]){real, real, NULL}, list, leeway_count_scaled, keys) &&
		add(tally, "leeway_tally", (duckdb_logical_type[]){real, whole, real, real, NULL}, list, leeway_sum_keys, keys) &&
		add(exponential, "leeway_tally_exponential", (duckdb_logical_type[]){real, real, NULL}, list, leeway_count_exponential, folded) &&
		add(octaves, "leeway_octaves", (duckdb_logical_type[]){real, NULL}, list, leeway_sum_octaves, folded) &&
		duckdb_register_aggregate_function_set(connection, tally) == DuckDBSuccess &&
		duckdb_register_aggregate_function_set(connection, exponential) == DuckDBSuccess &&
		duckdb_register_aggregate_function_set(connection, octaves) == DuckDBSuccess;

	duckdb_destroy_aggregate_function_set(&tally);
	duckdb_destroy_aggregate_function_set(&exponential);
	duckdb_destroy_aggregate_function_set(&octaves);
	duckdb_destroy_logical_type(&list);
	duckdb_destroy_logical_type(&whole);
	duckdb_destroy_logical_type(&real);
	return ok;
}
