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

// started is the address of a coordinator; one serves all tests of a process and ends with it.
var started = sync.OnceValues(start)

// held keeps the coordinator's standard input from being collected as garbage, which would end it.
var held []io.Closer

const settings = `coordinator=true
node-scheduler.include-coordinator=true
node.internal-address=127.0.0.1
http-server.http.port=%[1]d
discovery.uri=http://127.0.0.1:%[1]d
catalog.config-dir=%[2]s/catalog
plugin.dir=%[2]s/plugin
`

// start runs Trino's core from LEEWAY_TRINO, a folder with lib/ (of trino-server-core) and plugin/ (with trino-memory),
// by the Java that LEEWAY_TRINO_JAVA names, or the one on the PATH.
func start() (string, error) {
	home := os.Getenv("LEEWAY_TRINO")
	if home == "" || os.Getenv("LEEWAY_LONG") == "" {
		return "", fmt.Errorf("it takes more than a minute to start")
	}
	folder, err := os.MkdirTemp("", "leeway-trino-")
	if err != nil {
		return "", err
	}
	port, err := freePort()
	if err != nil {
		return "", err
	}
	if err := configure(folder, home, port); err != nil {
		return "", err
	}
	java := os.Getenv("LEEWAY_TRINO_JAVA")
	if java == "" {
		java = "java"
	}
	// The shell ends the coordinator, and takes its folder away, when this process is gone and with it the pipe.
	const guarded = `folder=$1; shift; "$@" >"$folder/log" 2>&1 </dev/null & cat >/dev/null; kill $!; wait $!; rm -rf "$folder"`
	cmd := exec.Command("sh", "-c", guarded, "sh", folder, java, "-Xmx1500M", "-Dnode.environment=test", "-Dnode.id=leeway",
		"-Dnode.data-dir="+folder, "-Dconfig="+filepath.Join(folder, "config.properties"), "--add-modules=jdk.incubator.vector",
		"--sun-misc-unsafe-memory-access=allow", "-cp", filepath.Join(home, "lib", "*"), "io.trino.server.TrinoServer")
	in, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	held = append(held, in)
	if err := cmd.Start(); err != nil {
		return "", err
	}
	at := fmt.Sprintf("http://127.0.0.1:%d", port)
	return at, wait(at)
}

func configure(folder, home string, port int) error {
	if err := os.Mkdir(filepath.Join(folder, "catalog"), 0o700); err != nil {
		return err
	}
	if err := os.Symlink(filepath.Join(home, "plugin"), filepath.Join(folder, "plugin")); err != nil {
		return err
	}
	memory := filepath.Join(folder, "catalog", catalog+".properties")
	if err := os.WriteFile(memory, []byte("connector.name=memory\nmemory.max-data-per-node=512MB\n"), 0o600); err != nil {
		return err
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
