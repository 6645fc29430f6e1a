package trinotest

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// coordinator is a Trino that the tests started.
type coordinator struct {
	at     string // its address
	folder string
	ends   io.Closer // when closed, which also happens when this process is gone
	java   int       // the number of Trino's process
}

// started is a coordinator that serves all tests of a process and ends with it.
var started = sync.OnceValues(start)

const settings = `coordinator=true
node-scheduler.include-coordinator=true
node.internal-address=127.0.0.1
node.bind-ip=127.0.0.1
http-server.http.port=%[1]d
http-server.process-forwarded=true
discovery.uri=http://127.0.0.1:%[1]d
catalog.config-dir=%[2]s/catalog
plugin.dir=%[2]s/plugin
access-control.config-files=%[2]s/access-control.properties
`

// files stand in a coordinator's folder; %s is the folder.
var files = map[string]string{
	"catalog/" + catalog + ".properties": "connector.name=memory\nmemory.max-data-per-node=512MB\n",
	"access-control.properties": "access-control.name=file\nsecurity.config-file=%s/" + rulesFile +
		"\nsecurity.refresh-period=10ms\n",
	rulesFile: `{"procedures": [{"privileges": ["EXECUTE"]}]}`,
}

// start runs Trino's core from LEEWAY_TRINO, a folder with lib/ (of trino-server-core) and plugin/ (with trino-memory),
// by the Java that LEEWAY_TRINO_JAVA names, or the one on the PATH.
func start() (*coordinator, error) {
	home := os.Getenv("LEEWAY_TRINO")
	if home == "" || os.Getenv("LEEWAY_LONG") == "" {
		return nil, fmt.Errorf("it takes more than a minute to start")
	}
	folder, err := os.MkdirTemp("", "leeway-trino-")
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	if err := configure(folder, home, port); err != nil {
		return nil, err
	}
	java := os.Getenv("LEEWAY_TRINO_JAVA")
	if java == "" {
		java = "java"
	}
	// The shell ends the coordinator, and takes its folder away, when this process is gone and with it the pipe.
	const guarded = `folder=$1; shift; "$@" >"$folder/log" 2>&1 </dev/null & echo $!; cat >/dev/null; kill $!; wait $!; rm -rf "$folder"`
	cmd := exec.Command("sh", "-c", guarded, "sh", folder, java, "-Xmx1500M", "-Dnode.environment=test",
		"-Dnode.id=leeway",
		"-Dnode.data-dir="+folder, "-Dconfig="+filepath.Join(folder, "config.properties"),
		"--sun-misc-unsafe-memory-access=allow", "-cp", filepath.Join(home, "lib", "*"), "io.trino.server.TrinoServer")
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c := &coordinator{at: fmt.Sprintf("http://127.0.0.1:%d", port), folder: folder, ends: in}
	if _, err := fmt.Fscan(out, &c.java); err != nil {
		return nil, err
	}
	return c, wait(c.at)
}

func configure(folder, home string, port int) error {
	if err := os.Mkdir(filepath.Join(folder, "catalog"), 0o700); err != nil {
		return err
	}
	if err := os.Symlink(filepath.Join(home, "plugin"), filepath.Join(folder, "plugin")); err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(strings.ReplaceAll(text, "%s", folder)),
			0o600); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(folder, "config.properties"), fmt.Appendf(nil, settings, port, folder), 0o600)
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// wait until the coordinator says that it has started.
func wait(at string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, at+"/v1/info", nil)
		if err != nil {
			return err
		}
		if answer, err := client.Do(request); err == nil {
			body, _ := io.ReadAll(answer.Body)
			_ = answer.Body.Close()
			if strings.Contains(string(body), `"starting":false`) {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the coordinator did not start within five minutes")
		case <-time.After(250 * time.Millisecond):
		}
	}
}
