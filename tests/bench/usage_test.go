//go:build unix

package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// watched is a server whose processor time counts though this process did not start it; 0: none.
var watched int

// watch counts the processor time of the server that listens on a port of this machine, until the test ends. Of a
// server elsewhere none is known.
func watch(tb testing.TB, port int) {
	tb.Helper()
	if watched = listener(port); watched == 0 {
		tb.Log("the server runs elsewhere: its processor time is not counted")
	}
	tb.Cleanup(func() { watched = 0 })
}

// listener is the process that listens on a port; 0 where there is none, or no /proc.
func listener(port int) int {
	const listening = "0A"
	sockets := map[string]bool{}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, _ := os.ReadFile(table)
		for line := range strings.Lines(string(text)) {
			if fields := strings.Fields(line); len(fields) > 9 && fields[3] == listening &&
				strings.HasSuffix(fields[1], fmt.Sprintf(":%04X", port)) {
				sockets["socket:["+fields[9]+"]"] = true
			}
		}
	}
	files, _ := filepath.Glob("/proc/[0-9]*/fd/*")
	for _, file := range files {
		if target, _ := os.Readlink(file); sockets[target] {
			pid, _ := strconv.Atoi(strings.Split(file, "/")[2])
			return pid
		}
	}
	return 0
}

// cpu is the processor time that this process, those it started, servers, and the watched one have used on all cores.
func cpu(tb testing.TB) time.Duration {
	tb.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano()+used.Stime.Nano()) + descendants(os.Getpid()) + usedBy(watched)
}

// descendants is the processor time of all processes below one, and of those of them that have ended; 0 where there is
// no /proc.
func descendants(pid int) time.Duration {
	children, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	var total time.Duration
	for _, list := range children {
		text, _ := os.ReadFile(list)
		for _, field := range strings.Fields(string(text)) {
			child, err := strconv.Atoi(field)
			if err != nil {
				continue
			}
			total += usedBy(child) + descendants(child)
		}
	}
	return total
}

// usedBy is the processor time of a process and of those below it that have ended; 0 where it is not known.
func usedBy(pid int) (total time.Duration) {
	const tick = 10 * time.Millisecond // USER_HZ of Linux
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, _ := strings.Cut(string(stat), ") ")
	// from field 3; 14 to 17 are utime, stime and those of waited-for children
	if fields := strings.Fields(rest); len(fields) > 14 {
		for _, f := range fields[11:15] {
			ticks, _ := strconv.Atoi(f)
			total += time.Duration(ticks) * tick
		}
	}
	return total
}

// resetPeak makes the kernel forget the process's peak memory, where it can: Linux only.
func resetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }

// peakMiB is the most memory the process has had resident since; 0 where that is not known.
func peakMiB() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, found := strings.Cut(string(status), "VmHWM:")
	if !found {
		return 0
	}
	kilobytes, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		return 0
	}
	return kilobytes / 1024
}
