// What all aggregates do alike: states are tables, which merge and end as lists of entries.
#ifndef LEEWAY_AGGREGATE_H
#define LEEWAY_AGGREGATE_H

#include "capi.h"

typedef void (*leeway_update)(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// Sets the functions of an aggregate that puts rows into tables by update. Its extra info must start with a leeway_aggregate.
void leeway_set_functions(duckdb_aggregate_function function, leeway_update update);

#endif
