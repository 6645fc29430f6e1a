// How a chunk of rows goes into the tables of its groups; one function an aggregate.
#ifndef LEEWAY_UPDATE_H
#define LEEWAY_UPDATE_H

#include "capi.h"

// leeway_tally(key): counts.
void leeway_count_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// leeway_tally(x, factor): counts by floor(x * factor), NaN where x is not finite. Only x may be NULL.
void leeway_count_scaled(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// leeway_tally_exponential(x, cells): counts by sign(x) * (floor(log2|x| * cells + 2^-20) + 2^20); 0 and NaN are their own keys.
// Only x may be NULL.
void leeway_count_exponential(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// leeway_tally(key, kind, off, off2): counts, and sums of off and off2, by key and kind. Only the key may be NULL.
void leeway_sum_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// leeway_octaves(x): counts, sums of x as off and of x^2 as off2, by sign and octave; kind is 1 where one is fractional.
void leeway_sum_octaves(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

#endif
