package duckdb

import (
	"bufio"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"
)

// writes tells a second run of these tests to write a database in place of testing: what to do, and the file.
const writes = "LEEWAY_TEST_WRITES"

// writing is what that second run does: hold a file open until its standard input ends, or insert rows.
func writing(job string) error {
	what, path, _ := strings.Cut(job, " ")
	if rows, ok := strings.CutPrefix(what, "insert:"); ok {
		n, err := strconv.Atoi(rows)
		for i := 0; i < n && err == nil; i++ {
			err = insertOne(path, i)
			time.Sleep(20 * time.Millisecond)
		}
		return err
	}
	db, err := openForWriting(path)
	if err != nil {
		return err
	}
	defer db.Close()
	fmt.Println("open")
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

func openForWriting(path string) (*sql.DB, error) {
	connector, err := driver.NewConnector(path, nil)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector), nil
}

// insertOne opens the file, inserts a row and closes it, as a job does. It tries a file in use again for half a minute.
func insertOne(path string, i int) error {
	var err error
	for begun := time.Now(); time.Since(begun) < 30*time.Second; time.Sleep(5 * time.Millisecond) {
		var db *sql.DB
		if db, err = openForWriting(path); err != nil {
			continue
		}
		_, err = db.Exec("INSERT INTO t VALUES (?)", i)
		if closing := db.Close(); err == nil {
			err = closing
		}
		return err
	}
	return err
}

// startWriter starts the second run.
func startWriter(t *testing.T, job string) (in io.WriteCloser, wait func() error) {
	t.Helper()
	writer := exec.Command(os.Args[0])
	writer.Env = append(os.Environ(), writes+"="+job)
	writer.Stderr = os.Stderr
	in, err := writer.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close() })
	if strings.HasPrefix(job, "hold ") {
		if line, err := bufio.NewReader(out).ReadString('\n'); line != "open\n" {
			t.Fatalf("the writer says %q (%v)", line, err)
		}
	}
	return in, writer.Wait
}

// database makes a database of a table t with some rows.
func database(t *testing.T, path string, rows int) {
	t.Helper()
	db, err := openForWriting(path)
	if err == nil {
		_, err = db.Exec("CREATE TABLE t AS SELECT -1 AS x FROM range(" + strconv.Itoa(rows) + ")")
	}
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(filepath.Base(path), err)
	}
}
