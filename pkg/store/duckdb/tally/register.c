#include "tally.h"

#include <stdio.h>
#include <stdlib.h>

#include "aggregate.h"
#include "update.h"

struct leeway_pool {
	atomic_int references; // of the caller and of every aggregate
	leeway_budget budget;
	int count;
	leeway_statement statements[];
};

// An overload: what DuckDB keeps with it.
typedef struct {
	leeway_aggregate common; // first: its address is that of the overload
	leeway_pool *pool;
} overload;

void leeway_close(leeway_pool *pool) {
	if (atomic_fetch_sub(&pool->references, 1) > 1) {
		return;
	}
	for (int i = 0; i < pool->count; i++) {
		pthread_mutex_destroy(&pool->statements[i].lock);
	}
	free(pool);
}

static void forget(void *info) {
	overload *o = info;
	leeway_close(o->pool);
	free(o);
}

void leeway_end(leeway_pool *pool, int number) { leeway_end_turn(&pool->statements[number]); }

int64_t leeway_used(leeway_pool *pool) { return atomic_load(&pool->budget.used); }

// LIST(STRUCT(key DOUBLE, kind BIGINT, n BIGINT, off DOUBLE, off2 DOUBLE)), to be destroyed by the caller.
static duckdb_logical_type list_of_entries(duckdb_logical_type real, duckdb_logical_type whole) {
	duckdb_logical_type types[] = {real, whole, whole, real, real};
	const char *names[] = {"key", "kind", "n", "off", "off2"};
	duckdb_logical_type entry = duckdb_create_struct_type(types, names, 5), list = duckdb_create_list_type(entry);
	duckdb_destroy_logical_type(&entry);
	return list;
}

// What an overload takes and does.
typedef struct {
	const char *parameters; // d: a double, i: a whole number
	leeway_update update;
	bool folded, placed;
} signature;

// The types that signatures are made of.
typedef struct {
	duckdb_logical_type real, whole, list;
} types;

static bool add(duckdb_aggregate_function_set set, const char *name, signature of, types t, leeway_pool *pool, int number) {
	duckdb_aggregate_function function = duckdb_create_aggregate_function();
	duckdb_aggregate_function_set_name(function, name);
	for (const char *p = of.parameters; *p; p++) {
		duckdb_aggregate_function_add_parameter(function, *p == 'd' ? t.real : t.whole);
	}
	duckdb_aggregate_function_set_return_type(function, t.list);
	leeway_set_functions(function, of.update);
	overload *o = malloc(sizeof *o);
	bool ok = o != NULL;
	if (ok) {
		*o = (overload){.common = {.statement = &pool->statements[number], .folded = of.folded, .placed = of.placed}, .pool = pool};
		atomic_fetch_add(&pool->references, 1);
		duckdb_aggregate_function_set_extra_info(function, o, forget);
		ok = duckdb_add_aggregate_function_to_set(set, function) == DuckDBSuccess;
	}
	duckdb_destroy_aggregate_function(&function);
	return ok;
}

// Registers the overloads of one name for a number; they end with one that takes nothing.
static bool add_set(void *connection, const char *name, const signature *overloads, types t, leeway_pool *pool, int number) {
	char numbered[64];
	snprintf(numbered, sizeof numbered, number ? "%s_%d" : "%s", name, number);
	duckdb_aggregate_function_set set = duckdb_create_aggregate_function_set(numbered);
	bool ok = true;
	for (; ok && overloads->parameters; overloads++) {
		ok = add(set, numbered, *overloads, t, pool, number);
	}
	ok = ok && duckdb_register_aggregate_function_set(connection, set) == DuckDBSuccess;
	duckdb_destroy_aggregate_function_set(&set);
	return ok;
}

leeway_pool *leeway_register(void *connection, int64_t most, int statements) {
	static const signature tally[] = {{.parameters = "d", .update = leeway_count_keys},
		{.parameters = "dd", .update = leeway_count_scaled}, {.parameters = "didd", .update = leeway_sum_keys}, {0}};
	static const signature exponential[] = {{.parameters = "dd", .update = leeway_count_exponential, .folded = true}, {0}};
	static const signature octaves[] = {{.parameters = "d", .update = leeway_sum_octaves, .folded = true}, {0}};
	static const signature places[] = {{.parameters = "dd", .update = leeway_place_linear, .placed = true},
		{.parameters = "dddd", .update = leeway_place_linear_within, .placed = true}, {0}};
	static const signature places_exponential[] = {{.parameters = "dd", .update = leeway_place_exponential, .folded = true, .placed = true},
		{.parameters = "dddd", .update = leeway_place_exponential_within, .folded = true, .placed = true}, {0}};
	leeway_pool *pool = calloc(1, sizeof *pool + (size_t)statements * sizeof *pool->statements);
	if (!pool) {
		return NULL;
	}
	atomic_init(&pool->references, 1);
	pool->budget.most = most;
	pool->count = statements;
	types t = {.real = duckdb_create_logical_type(DUCKDB_TYPE_DOUBLE), .whole = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT)};
	t.list = list_of_entries(t.real, t.whole);
	bool ok = true;
	for (int i = 0; i < statements; i++) {
		leeway_init_statement(&pool->statements[i], &pool->budget);
		ok = ok && add_set(connection, "leeway_tally", tally, t, pool, i) &&
			add_set(connection, "leeway_tally_exponential", exponential, t, pool, i) &&
			add_set(connection, "leeway_octaves", octaves, t, pool, i) &&
			add_set(connection, "leeway_places", places, t, pool, i) &&
			add_set(connection, "leeway_places_exponential", places_exponential, t, pool, i);
	}
	duckdb_destroy_logical_type(&t.list);
	duckdb_destroy_logical_type(&t.whole);
	duckdb_destroy_logical_type(&t.real);
	if (!ok) {
		leeway_close(pool);
		return NULL;
	}
	return pool;
}
