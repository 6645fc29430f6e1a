package duckdb

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/fault"
)

// writes names the file that a second run of these tests opens for writing, until its standard input ends.
const writes = "LEEWAY_TEST_WRITES"

// write is what that second run does in place of the tests.
func write(path string) error {
	connector, err := driver.NewConnector(path, nil)
	if err != nil {
		return err
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE t AS SELECT 1 AS x"); err != nil {
		return err
	}
	fmt.Println("open")
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

func TestAFileThatAnotherProcessWrites(t *testing.T) {
	root := t.TempDir()
	writer := exec.Command(os.Args[0])
	writer.Env = append(os.Environ(), writes+"="+filepath.Join(root, "busy.duckdb"))
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
	defer func() {
		_ = in.Close()
		_ = writer.Wait()
	}()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "open\n" {
		t.Fatalf("the writer says %q (%v)", line, err)
	}
	_, err = Open(context.Background(), Options{Root: root, Path: "busy.duckdb"})
	if f := fault.As(err); err == nil || f.Kind != fault.Unreachable || f.Error() != `store.path: another process has "busy.duckdb" open for writing; close it there, or read a copy` {
		t.Errorf("%v (cause %v)", err, f)
	}
}
