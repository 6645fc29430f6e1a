package duckdb

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"leeway/pkg/fault"
	"leeway/tests/storetest"
)

func TestAFileThatCannotBeReadIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		damage func(good []byte) []byte
		says   string
	}{
		"empty":       {func([]byte) []byte { return nil }, "is empty or cut off"},
		"three bytes": {func([]byte) []byte { return []byte("PAR") }, "is empty or cut off"},
		"half written": {func(good []byte) []byte { return good[:len(good)/2] },
			"is not a Parquet file, or is cut off"},
		"text": {func([]byte) []byte { return []byte("id,x\n1,2\n1,2\n1,2\n") }, "is not a Parquet file"},
		"encrypted": {func(good []byte) []byte { return append(good[:len(good)-4:len(good)-4], "PARE"...) },
			"is encrypted"},
		"a wrong footer":    {func(good []byte) []byte { return overwrite(good, len(good)-120, 100) }, "is damaged"},
		"too long a footer": {func(good []byte) []byte { return overwrite(good, len(good)-8, 3) }, "is damaged"},
	} {
		for _, at := range []int{0, 1, 2} {
			t.Run(fmt.Sprintf("%s at %d", name, at), func(t *testing.T) {
				root := writeFiles(t, "1 AS x, 'a' AS y", "2 AS x, 'a' AS y", "3 AS x, 'a' AS y")
				file := fmt.Sprintf("t/%d.parquet", at)
				good, err := os.ReadFile(filepath.Join(root, file))
				if err == nil {
					err = os.WriteFile(filepath.Join(root, file), c.damage(good), 0o600)
				}
				if err != nil {
					t.Fatal(err)
				}
				s := open(t, Options{Root: root})
				for _, table := range []string{"t/*.parquet", file} {
					_, err = s.Columns(context.Background(), []string{table})
					wantFault(t, err, fault.Store, root, "the file "+file+" "+c.says)
					_, err = storetest.CountOf(s, table)
					wantFault(t, err, fault.Store, root, "the file "+file+" "+c.says)
				}
			})
		}
	}
}

// overwrite replaces n bytes from a place on.
func overwrite(good []byte, from, n int) []byte {
	bad := append([]byte{}, good...)
	for i := from; i < from+n; i++ {
		bad[i] = 0xfe
	}
	return bad
}
