package servers

import (
	"net"
	"strings"
)

// mostPorts is how many ports Serve tries.
const mostPorts = 5

// pickPort finds a port that nothing listens on. Another process may take it before the server does.
var pickPort = func() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// Serve picks a port, starts the program with the arguments for it, and waits until ready returns nil. If another
// process took the port meanwhile, it tries the next one. stopSignal ends the server soon and in order. Errors: the
// server ended, with its output; the server does not answer.
func (p *Process) Serve(stopSignal, program string, arguments func(port int) []string, ready func() error) error {
	for attempt := 1; ; attempt++ {
		port, err := pickPort()
		if err != nil {
			return err
		}
		p.Port = port
		p.output.Reset()
		if err := p.start(stopSignal, program, arguments(port)...); err != nil {
			return err
		}
		if err = p.await(ready); err == nil {
			return nil
		}
		p.end()
		if attempt == mostPorts || !portWasTaken(p.output.String()) {
			return err
		}
	}
}

// portWasTaken reports whether a server's output says that another process listens on its port. Servers print the
// operating system's words for it.
func portWasTaken(output string) bool {
	return strings.Contains(strings.ToLower(output), "address already in use")
}
