package servers_test

import (
	"net"
	"strings"
	"testing"

	"leeway/tests/servers"
	"leeway/tests/servers/mysqltest"
	"leeway/tests/servers/postgrestest"
)

// pickTaken has servers pick a port that another process holds, so many times, before they pick a free one. It returns
// how often a port was picked.
func pickTaken(t *testing.T, times int) *int {
	t.Helper()
	holder, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = holder.Close() })
	pick, picked := *servers.PickPort, 0
	t.Cleanup(func() { *servers.PickPort = pick })
	*servers.PickPort = func() (int, error) {
		if picked++; picked <= times {
			return holder.Addr().(*net.TCPAddr).Port, nil
		}
		return pick()
	}
	return &picked
}

// starters start a server and return how to stop it; nil where it is not installed.
var starters = map[string]func() (func(), error){
	"Postgres": func() (func(), error) {
		s, err := postgrestest.Start(postgrestest.Options{})
		if s == nil {
			return nil, err
		}
		return s.Stop, err
	},
	"MariaDB": func() (func(), error) {
		s, err := mysqltest.Start(mysqltest.Options{})
		if s == nil {
			return nil, err
		}
		return s.Stop, err
	},
}

func TestAServerWhosePortIsTakenStartsOnAnother(t *testing.T) {
	for name, start := range starters {
		t.Run(name, func(t *testing.T) {
			picked := pickTaken(t, 2)
			stop, err := start()
			if err != nil {
				t.Fatal(err)
			}
			if stop == nil {
				t.Skip("SKIPPED: " + name + " is not installed")
			}
			stop()
			if *picked != 3 {
				t.Errorf("it picked %d ports, want the third to be free", *picked)
			}
		})
	}
}

func TestAServerThatNeverFindsAPortSaysSo(t *testing.T) {
	picked := pickTaken(t, 100)
	stop, err := starters["Postgres"]()
	if stop == nil && err == nil {
		t.Skip("SKIPPED: Postgres is not installed")
	}
	if err == nil || !strings.Contains(err.Error(), "Address already in use") || *picked != 5 {
		t.Errorf("after %d ports: %v, want an address in use after 5", *picked, err)
	}
}
