package clickhouse

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// Check looks whether the server answers, lets the account in, takes the settings, could be written to, and has tables.
func (s *Store) Check(ctx context.Context) []store.Step {
	return remote.Check(ctx, []remote.Step{
		s.server.Reach(s.at.host, s.at.port),
		{Name: "sign in", Try: s.checkSignIn},
		s.server.Encryption(),
		{Name: "read-only", Try: s.checkReadOnly},
		{Name: "clock", Try: s.checkClock},
		remote.Tables(s.Tables),
	}, s.fault)
}

func (s *Store) checkSignIn(ctx context.Context) (string, bool, error) {
	able, err := s.abilities(ctx)
	if err != nil {
		return "", false, err
	}
	message := "ClickHouse " + able.version
	if !able.materializes {
		return message + "; before 26, de-duplicated logs are sorted once for each feature: keep time ranges short",
			true, nil
	}
	return message, false, nil
}

// writes are the rights that an account for reading needs not have, as SHOW GRANTS writes them.
var writes = []string{"ALL", "INSERT", "ALTER", "DROP", "TRUNCATE", "CREATE", "CREATE TABLE", "ALTER TABLE",
	"ALTER UPDATE", "ALTER DELETE"}

// writing is the first right of a line of SHOW GRANTS that lets an account write; empty: none.
func writing(grant string) string {
	rights, _, _ := strings.Cut(strings.TrimPrefix(grant, "GRANT "), " ON ")
	for right := range strings.SplitSeq(rights, ", ") {
		if name, _, _ := strings.Cut(right, "("); slices.Contains(writes, name) {
			return name
		}
	}
	return ""
}

func (s *Store) checkReadOnly(ctx context.Context) (string, bool, error) {
	how := ""
	err := s.queryCatalog(ctx, "SHOW GRANTS", nil, func(row store.Row) error {
		grant, _ := row.Text(0)
		if right := writing(grant); right != "" && how == "" {
			how = "it has the right " + right
		}
		return nil
	})
	if err != nil && fault.As(err).Kind == fault.Forbidden {
		return "sessions are read-only; the account may not see its own rights", false, nil
	}
	message, warning := remote.CanWrite(how)
	return message, warning, err
}

func (s *Store) checkClock(ctx context.Context) (string, bool, error) {
	var now time.Time
	err := s.queryCatalog(ctx, "SELECT toUnixTimestamp64Micro(now64(6))", nil, func(row store.Row) error {
		micros, ok := row.Int(0)
		if !ok {
			return fmt.Errorf("the server does not know the time")
		}
		now = time.UnixMicro(micros)
		return nil
	})
	message, warning := remote.Clock(now)
	return message, warning, err
}
