package stress

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"
)

// holding is what the process holds.
type holding struct {
	megabytes   float64 // resident; 0 where the system does not tell
	descriptors int     // files and connections; likewise
	goroutines  int
}

func (h holding) String() string {
	return fmt.Sprintf("%.0f MB, %d descriptors, %d goroutines", h.megabytes, h.descriptors, h.goroutines)
}

// held is what is left after a collection.
func held() holding {
	debug.FreeOSMemory()
	h := holding{goroutines: runtime.NumGoroutine()}
	if entries, err := os.ReadDir("/proc/self/fd"); err == nil {
		h.descriptors = len(entries)
	}
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		_, line, _ := strings.Cut(string(status), "VmRSS:")
		kilobytes, _ := strconv.ParseFloat(strings.Fields(line)[0], 64)
		h.megabytes = kilobytes / 1024
	}
	return h
}

// settled is held once what ends by itself has ended: connections that the server still closes, tasks of a cancelled
// statement.
func settled(most holding) holding {
	var h holding
	for range 50 {
		if h = held(); h.over(most) == "" {
			return h
		}
		time.Sleep(200 * time.Millisecond)
	}
	return h
}

// over says what is more than it may be.
func (h holding) over(most holding) string {
	var more []string
	if h.megabytes > most.megabytes {
		more = append(more, fmt.Sprintf("it holds %.0f MB, at most %.0f are allowed", h.megabytes, most.megabytes))
	}
	if h.descriptors > most.descriptors {
		more = append(more, fmt.Sprintf("it holds %d files and connections, at most %d are allowed", h.descriptors,
			most.descriptors))
	}
	if h.goroutines > most.goroutines {
		more = append(more, fmt.Sprintf("it runs %d goroutines, at most %d are allowed", h.goroutines, most.goroutines))
	}
	return strings.Join(more, "; ")
}
