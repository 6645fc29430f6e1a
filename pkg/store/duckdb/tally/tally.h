// Aggregates of DuckDB that count values by key in one pass over the rows. See tally.go.
#ifndef LEEWAY_TALLY_H
#define LEEWAY_TALLY_H

#include "table.h"

// The aggregates of a database: one set of them for each statement that may run at the same time, so that a state knows
// its statement. The names of number i > 0 end with _i.
typedef struct leeway_pool leeway_pool;

// Registers the aggregates for the whole database behind a connection. NULL: DuckDB refused them.
leeway_pool *leeway_register(void *connection, int64_t most, int statements);

// Gives back what the statement that used a number holds still. No other may use the number before.
void leeway_end(leeway_pool *pool, int number);

// Returns the bytes that all statements hold.
int64_t leeway_used(leeway_pool *pool);

// Lets go of the pool; it goes with the last aggregate, when the database is closed.
void leeway_close(leeway_pool *pool);

// What an aggregate says, as the start of DuckDB's error, when its tables would grow over their budget …
#define LEEWAY_OVER_BUDGET "counts by key need more memory than they may use"
// … and when its statement has ended, which nobody waits for.
#define LEEWAY_ENDED "the statement that counts has ended"

#endif
