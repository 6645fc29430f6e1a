// How a chunk of rows goes into tables. It is inlined into each aggregate, with what that makes of a row.
#ifndef LEEWAY_COUNT_H
#define LEEWAY_COUNT_H

#include "capi.h"
#include "keys.h"
#include "tally.h"

static inline const double *doubles(duckdb_data_chunk input, idx_t column) {
	return duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, column));
}

// Whether row i of a column without NULL bits, or with these, holds a value.
static inline bool present(const uint64_t *validity, idx_t i) { return !validity || (validity[i / 64] >> (i % 64) & 1); }

// The arguments of an aggregate: columns, and what is the same in all rows. What it does not take is not looked at.
typedef struct {
	const double *x, *factor, *off, *off2;
	const int64_t *kind;
	leeway_octave octave; // of an exponential grid
	double cells, low, high; // of places, see update.h
} arguments;

// What an aggregate makes of row i, whose first argument is not NULL: its key; the key's place in a run, unless it takes a
// closer look; and what the row adds to the sums of its cell, NULL for counts alone.
typedef double (*key_of)(const arguments *a, idx_t i);
typedef bool (*place_of)(const arguments *a, idx_t i, int64_t *place);
typedef void (*add_to)(leeway_sums *sums, const arguments *a, idx_t i, double key);

typedef struct {
	key_of key;
	place_of place;
	add_to add;
	bool zeros; // are counted apart
} counting;

static inline bool is_outside(const arguments *a, double x) { return x < a->low || x > a->high; }

// Puts a chunk into tables.
static inline __attribute__((always_inline)) void count(duckdb_function_info info, duckdb_data_chunk input,
	duckdb_aggregate_state *states, const arguments *a, counting c) {
	const uint64_t *validity = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, 0));
	leeway_aggregate *aggregate = duckdb_aggregate_function_get_extra_info(info);
	uint64_t turn = leeway_begin_call(aggregate->statement);
	const char *error = NULL;
	for (idx_t i = 0, rows = duckdb_data_chunk_get_size(input); i < rows; i++) {
		leeway_table *t = states[i];
		if (t->turn != turn) {
			error = LEEWAY_ENDED;
			break;
		}
		if (!present(validity, i)) {
			t->missing++;
			continue;
		}
		if (c.zeros && a->x[i] == 0) {
			t->zeros[is_outside(a, 0)]++;
			continue;
		}
		int64_t at, place, kind = a->kind ? a->kind[i] : 0;
		double key;
		if ((!a->kind || kind == t->run_kind) && c.place(a, i, &place) && leeway_in_run(t, place) < t->width) {
			at = (int64_t)leeway_in_run(t, place);
			key = leeway_key_at(t, place);
		} else if ((at = leeway_search(t, key = c.key(a, i), kind, c.add != NULL)) < 0) {
			error = LEEWAY_OVER_BUDGET;
			break;
		}
		t->n[at]++;
		if (c.add) {
			c.add(&t->sums[at], a, i, key);
		}
	}
	leeway_end_call(aggregate->statement);
	if (error) {
		duckdb_aggregate_function_set_error(info, error);
	}
}

#endif
