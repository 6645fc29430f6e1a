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

// cpu is the processor time that this process and those it started, servers, have used on all cores.
func cpu(tb testing.TB) time.Duration {
	tb.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano()+used.Stime.Nano()) + descendants(os.Getpid())
}

// descendants is the processor time of all processes below one, and of those of them that have ended; 0 where there is no
// /proc.
func descendants(pid int) time.Duration {
	const tick = 10 * time.Millisecond // USER_HZ of Linux
	children, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	var total time.Duration
	for _, list := range children {
		text, _ := os.ReadFile(list)
		for _, field := range strings.Fields(string(text)) {
			child, err := strconv.Atoi(field)
			if err != nil {
				continue
			}
			stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", child))
			_, rest, _ := strings.Cut(string(stat), ") ")
			if fields := strings.Fields(rest); len(fields) > 14 { // from field 3; 14 to 17 are utime, stime and those of waited-for children
				for _, f := range fields[11:15] {
					ticks, _ := strconv.Atoi(f)
					total += time.Duration(ticks) * tick
				}
			}
			total += descendants(child)
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
