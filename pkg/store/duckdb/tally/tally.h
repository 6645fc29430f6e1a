// Aggregates of DuckDB that count values by key in one pass over the rows. See tally.go.
#ifndef LEEWAY_TALLY_H
#define LEEWAY_TALLY_H

#include "table.h"

// Registers the aggregates for the whole database behind a connection. false: DuckDB refused them.
bool leeway_register(void *connection, int64_t most);

// What an aggregate says, as the start of DuckDB's error, when its tables would grow over their budget.
#define LEEWAY_SPENT "counts by key need more memory than they may use"

#endif
