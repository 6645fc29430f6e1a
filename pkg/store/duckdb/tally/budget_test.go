package tally

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"
)

// wide counts more keys in more groups than cheap statements can, on all threads.
func wide(number, groups int) string {
	return fmt.Sprintf("SELECT sum(len(a)) + sum(len(b)) FROM (SELECT %s(i::DOUBLE) AS a, %s(i * sin(i)) AS b FROM range(3000000) t(i) GROUP BY i %% %d)",
		Name("leeway_tally", number), Name("leeway_octaves", number), groups)
}

func overBudget(err error) bool {
	var e *driver.Error
	return errors.As(err, &e) && OverBudget(e.Msg)
}

// run executes a statement as one of the pool's, and says what it counted.
func run(ctx context.Context, db *sql.DB, pool *Pool, query func(number int) string) (counted int, err error) {
	number, err := pool.Take(context.Background())
	if err != nil {
		return 0, err
	}
	defer pool.End(number)
	err = db.QueryRowContext(ctx, query(number)).Scan(&counted)
	return counted, err
}

// However a statement ends, what it held is given back, and the next one has the whole budget.
func TestTheBudgetIsGivenBack(t *testing.T) {
	few := func(number int) string {
		return "SELECT len(" + Name("leeway_tally", number) + "((i % 20000)::DOUBLE)) FROM range(1000000) t(i)"
	}
	db, pool := open(t, 1<<23)
	for _, c := range []struct {
		name  string
		query func(int) string
		ends  func() (context.Context, context.CancelFunc)
		want  func(error) bool
	}{
		{"too large", func(n int) string { return wide(n, 1) }, none, overBudget},
		{"too large in many groups", func(n int) string { return wide(n, 5000) }, none, overBudget},
		{"an error of another expression", func(n int) string {
			return "SELECT sum(len(a)) FROM (SELECT " + Name("leeway_tally", n) +
				"((i % 100)::DOUBLE) AS a FROM range(1000000) t(i) WHERE CAST(CASE WHEN i > 900000 THEN 'x' ELSE '1' END AS INTEGER) = 1 GROUP BY i % 10)"
		}, none, func(err error) bool { return err != nil && !overBudget(err) }},
		{"a time-out", func(n int) string {
			return "SELECT sum(len(a)) FROM (SELECT " + Name("leeway_tally", n) +
				"((i % 100)::DOUBLE) AS a FROM range(1000000) t(i), range(1000000) GROUP BY i % 10)"
		}, func() (context.Context, context.CancelFunc) {
			return context.WithTimeout(context.Background(), 100*time.Millisecond)
		}, func(err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := c.ends()
			defer cancel()
			if _, err := run(ctx, db, pool, c.query); !c.want(err) {
				t.Errorf("it ended with %v", err)
			}
			if held := pool.Used(); held != 0 {
				t.Errorf("%d bytes are held afterwards", held)
			}
			if n, err := run(context.Background(), db, pool, few); err != nil || n != 20_000 {
				t.Errorf("then %d keys, %v; want 20,000", n, err)
			}
		})
	}
}

func none() (context.Context, context.CancelFunc) { return context.WithCancel(context.Background()) }

// lists counts four columns by group as the engine does, and unpacks the lists.
func lists(number int) string {
	return fmt.Sprintf(`WITH c AS MATERIALIZED (
		SELECT g, %[1]s(x, 2e0) AS a, %[2]s(x) AS b, %[1]s(y) AS c, %[1]s(x, 0, y, y) AS d
		FROM (SELECT i %% 2000 AS g, i * sin(i) AS x, floor(sin(i) * 100) AS y FROM range(100000) t(i)) GROUP BY g)
		SELECT sum(e.n) FROM (SELECT unnest(l) AS e FROM (SELECT unnest([a, b, c, d]) AS l FROM c))`,
		Name("leeway_tally", number), Name("leeway_octaves", number))
}

// Statements may be cancelled at any moment, between two steps of DuckDB as well as within one. Of many at a time some
// end without a call that destroys their states.
func TestCancelledStatementsLeaveNothing(t *testing.T) {
	db, pool := open(t, 1<<30)
	var group sync.WaitGroup
	for worker := range statements {
		group.Go(func() {
			random := rand.New(rand.NewPCG(1, uint64(worker)))
			for range 25 {
				ctx, cancel := context.WithTimeout(context.Background(),
					time.Duration(random.IntN(800_000))*time.Microsecond)
				if _, err := run(ctx, db, pool, lists); err != nil && ctx.Err() == nil {
					t.Error(err)
				}
				cancel()
			}
		})
	}
	group.Wait()
	if held := pool.Used(); held != 0 {
		t.Errorf("%d bytes are held afterwards", held)
	}
	if n, err := run(context.Background(), db, pool, lists); err != nil || n != 400_000 {
		t.Errorf("then %d are counted, %v", n, err)
	}
}

// All overloads, and all statements that run at the same time, share one budget.
func TestTheBudgetIsSharedByAllAggregates(t *testing.T) {
	const most = 20 << 20
	db, pool := open(t, most)
	counting := func(lists string) error {
		_, err := run(context.Background(), db, pool, func(number int) string {
			return "SELECT sum(len(a)) FROM (SELECT " +
				strings.ReplaceAll(lists, "tally", Name("leeway_tally", number)) + " AS a FROM range(200000) t(i))"
		})
		return err
	}
	for _, one := range []string{"tally(i + 0.5)", "tally(i + 0.25, 2e0)"} {
		if err := counting(one); err != nil {
			t.Fatalf("%s alone: %v", one, err)
		}
	}
	if err := counting("tally(i + 0.5) || tally(i + 0.25, 2e0)"); !overBudget(err) {
		t.Errorf("both together: %v", err)
	}
}

// What DuckDB calls for a statement that has ended touches nothing: it finds that its turn is over.
func TestCallsAfterTheEnd(t *testing.T) {
	db, pool := open(t, 1<<30)
	number, err := pool.Take(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { _, err := db.Exec(wide(number, 2000)); done <- err }()
	for pool.Used() == 0 {
		time.Sleep(time.Millisecond)
	}
	pool.End(number)
	var e *driver.Error
	if err := <-done; !errors.As(err, &e) || overBudget(err) {
		t.Errorf("a statement that was ended under way returns %v", err)
	}
	if _, err := run(context.Background(), db, pool, func(n int) string { return wide(n, 2000) }); err != nil {
		t.Error(err)
	}
}

func TestAStatementThatTakesAllWaitsForTheOthers(t *testing.T) {
	_, pool := open(t, 1<<20)
	number, _ := pool.Take(context.Background())
	soon, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := pool.TakeAll(soon); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it did not wait: %v", err)
	}
	pool.End(number)
	all, err := pool.TakeAll(context.Background())
	if err != nil || len(all) != statements {
		t.Fatalf("%v, %v", all, err)
	}
	pool.End(all...)
	if _, err := pool.Take(context.Background()); err != nil {
		t.Error(err)
	}
}
